import { ask } from "#lib/browser/api.ts";
import type { Fact } from "#lib/domain/interventions/fact.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import type { Page } from "#lib/domain/page.ts";
import { interventionPath } from "./paths.ts";

const concerns = {
  form: ({ kind, fields }: Fact) =>
    kind === "intervention.rescheduled" ||
    concerns.technicians({ kind }) ||
    Object.keys(fields ?? {}).some((field) => field !== "answer"),
  outcome: ({ fields }: Fact) => fields?.answer !== undefined,
  technicians: ({ kind }: Pick<Fact, "kind">) => kind === "intervention.assigned" || kind === "intervention.unassigned",
} as const;

/** Who has changed this part of it since it was so; nobody if that cannot be known. */
export async function whoChanged(
  { number, updated_at }: Pick<Intervention, "number" | "updated_at">,
  part: keyof typeof concerns,
): Promise<string[]> {
  const { items } = await ask<Page<Fact>>(`${interventionPath(number)}/events`).catch(() => ({ items: [] }));
  const since = Date.parse(updated_at);
  const meant = items.filter((fact: Fact) => Date.parse(fact.recorded_at) > since && concerns[part](fact));
  return [...new Set(meant.map(({ actor }) => actor?.name).filter((name) => typeof name === "string"))];
}
