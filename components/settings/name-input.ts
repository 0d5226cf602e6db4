import { z } from "zod";
import { color, id, optionalLine } from "#lib/domain/fields.ts";
import { requirableField, statusKind } from "#lib/domain/statuses/status.ts";
import { isStatus, type Named, type Noun } from "./named.ts";

/** The fields of the sheet; those of a status alone are null for a type. */
const fields = z.object({
  names: z.record(z.string(), optionalLine(200)),
  color,
  kind: statusKind.nullable(),
  is_default: z.boolean().nullable(),
  /** Null: any may follow. */
  next_status_ids: z.array(id).nullable(),
  required_fields: z.array(requirableField),
});
export type NameInput = z.output<typeof fields>;

/** @param language the company's, in which everything has a name */
export function nameSchema(language: string) {
  return fields.refine(({ names }) => names[language] !== "", { path: ["names", language] });
}

export function inputOf(noun: Noun, named: Named | null, languages: readonly string[], color: string): NameInput {
  const status = named && isStatus(named) ? named : null;
  return {
    names: Object.fromEntries(languages.map((tag) => [tag, named?.names[tag] ?? ""])),
    color: named?.color ?? color,
    kind: noun === "statuses" ? (status?.kind ?? "open") : null,
    is_default: noun === "statuses" ? (status?.is_default ?? false) : null,
    next_status_ids: status?.next_status_ids ?? null,
    required_fields: status?.required_fields ?? [],
  };
}

/** What the API is to be told: only what differs, so that what somebody else has changed meanwhile stays. */
export function changesOf(typed: NameInput, named: Named | null, before: NameInput): Record<string, unknown> {
  // Where new interventions start nothing is asked for.
  const input = typed.is_default ? { ...typed, required_fields: [] } : typed;
  const isChanged = (field: keyof NameInput) => JSON.stringify(input[field]) !== JSON.stringify(before[field]);
  const names = Object.entries({ ...named?.names, ...input.names }).filter(([, name]) => name !== "");
  return {
    ...(named === null || isChanged("names") ? { names: Object.fromEntries(names) } : {}),
    ...(named === null || isChanged("color") ? { color: input.color } : {}),
    ...(input.kind !== null && (named === null || isChanged("kind")) ? { kind: input.kind } : {}),
    ...(input.is_default !== null && isChanged("is_default") ? { is_default: input.is_default } : {}),
    ...(isChanged("next_status_ids") ? { next_status_ids: input.next_status_ids } : {}),
    ...(isChanged("required_fields") ? { required_fields: input.required_fields } : {}),
  };
}
