import type { Contact, ContactChanges, Role, SiteInput } from "#lib/domain/contacts/contact.ts";
import type { Problem } from "#lib/domain/problem.ts";

export type Point = { id: string; value: string; label: string; is_default: boolean };

/** A place of work; `key` tells the lines of the form apart, `id` is of one that is saved. */
export type Site = Required<
  Pick<SiteInput, "name" | "street" | "postal_code" | "city" | "country" | "access_note" | "is_default">
> & {
  key: string;
  id?: number;
};

/** The form's own fields: addresses by channel, with a line to type in where there is none. */
export type PersonInput = {
  name: string;
  kind: Contact["kind"];
  roles: Role[];
  /** Empty: as the company. */
  language: string;
  emails: Point[];
  phones: Point[];
  code: string;
  /** Id of the company whose contact person this is; null: of none. */
  company: number | null;
  sites: Site[];
  /** By key; a date as `2026-11-26`. */
  own_fields: Record<string, string | number>;
  note: string;
};
export type Part = keyof PersonInput;
export const parts = [
  ...(["name", "kind", "roles", "code", "company", "language"] as const),
  ...(["emails", "phones", "sites", "own_fields", "note"] as const),
] satisfies readonly Part[];

/** @param country ISO 3166, where the company is at home */
export function emptySite(isDefault: boolean, country: string): Site {
  const nothing = { name: "", street: "", postal_code: "", city: "", access_note: "" };
  return { ...nothing, key: crypto.randomUUID(), country, is_default: isDefault };
}

export function emptyPoint(isDefault: boolean): Point {
  return { id: crypto.randomUUID(), value: "", label: "", is_default: isDefault };
}

export function inputOf(contact: Contact | null): PersonInput {
  const points = (channel: string) => {
    const known = (contact?.contact_points ?? [])
      .filter((point) => point.channel === channel)
      .map(({ value, typed, label, is_default }) => ({ id: value, value: typed, label, is_default }));
    return known.length > 0 ? known : [emptyPoint(true)];
  };
  return {
    name: contact?.name ?? "",
    kind: contact?.kind ?? "person",
    roles: contact?.roles ?? [],
    language: contact?.language ?? "",
    emails: points("email"),
    phones: points("phone"),
    code: contact?.code ?? "",
    company: contact?.company?.id ?? null,
    sites: (contact?.sites ?? []).map(({ latitude: _, longitude: __, ...site }) => ({ ...site, key: String(site.id) })),
    own_fields: contact?.own_fields ?? {},
    note: contact?.note ?? "",
  };
}

/** What the API is to be told: only what differs, so that what somebody else has changed meanwhile stays. */
export function changesOf(input: PersonInput, before: PersonInput): ContactChanges {
  const differs = (part: Part) => !isSame(part, input, before);
  return {
    ...(differs("name") ? { name: input.name } : {}),
    ...(differs("kind") ? { kind: input.kind } : {}),
    ...(differs("roles") ? { roles: input.roles } : {}),
    ...(differs("language") ? { language: input.language || null } : {}),
    ...(differs("code") ? { code: input.code.trim() || null } : {}),
    ...(differs("company") ? { company_id: input.company } : {}),
    ...(differs("note") ? { note: input.note.trim() === "" ? null : input.note } : {}),
    ...(differs("own_fields") ? { own_fields: ownFieldChanges(input.own_fields, before.own_fields) } : {}),
    ...(differs("sites") ? { sites: filledSites(input.sites).map(({ key: _, ...site }) => site) } : {}),
    ...(differs("emails") || differs("phones") ? { contact_points: pointsOf(input).map(({ point }) => point) } : {}),
  };
}

/** Key by key, because somebody else may have changed another one. */
function ownFieldChanges(values: PersonInput["own_fields"], before: PersonInput["own_fields"]) {
  const keys = new Set([...Object.keys(values), ...Object.keys(before)]);
  const changed = [...keys].filter((key) => values[key] !== before[key]);
  return Object.fromEntries(changed.map((key) => [key, values[key] ?? null]));
}

/** Lines in which something was typed, and those that are saved already. */
function filledSites(sites: readonly Site[]): Site[] {
  return sites.filter(
    ({ id, name, street, postal_code, city, access_note }) =>
      id !== undefined || [name, street, postal_code, city, access_note].some((text) => text.trim() !== ""),
  );
}

export function countChanges(input: PersonInput, before: PersonInput): number {
  return parts.filter((part) => !isSame(part, input, before)).length;
}

export function isSame(part: Part, a: PersonInput, b: PersonInput): boolean {
  return textOf(part, a) === textOf(part, b);
}

/** What is wrong with a line, by the line's id; the API counts lines as they were sent. */
export function pointErrors(input: PersonInput, problem: Problem): Map<string, string> {
  const sent = pointsOf(input);
  const errors = (problem.errors ?? []).flatMap(({ path, message }) => {
    const index = /^contact_points\.(\d+)\b/.exec(path)?.[1];
    const line = index === undefined ? undefined : sent[Number(index)];
    return line ? [[line.id, message] as const] : [];
  });
  return new Map(errors);
}

function pointsOf({ emails, phones }: PersonInput) {
  const of = (channel: "email" | "phone", points: Point[]) =>
    filled(points).map(({ id, value, label, is_default }) => ({ id, point: { channel, value, label, is_default } }));
  return [...of("email", emails), ...of("phone", phones)];
}

/** What was typed. A line that is empty is not the default: the first that is not empty takes its place. */
function filled(points: readonly Point[]): Point[] {
  const typed = points.filter(({ value }) => value.trim() !== "");
  const isDefaultEmpty = points.some(({ is_default, value }) => is_default && value.trim() === "");
  return typed.map((point, place) => ({ ...point, is_default: isDefaultEmpty ? place === 0 : point.is_default }));
}

function textOf(part: Part, input: PersonInput): string {
  if (part === "roles") return input.roles.toSorted().join();
  if (part === "company") return String(input.company ?? "");
  if (part === "sites") return JSON.stringify(filledSites(input.sites).map(({ key: _, ...site }) => site));
  if (part === "own_fields") return JSON.stringify(Object.entries(input.own_fields).toSorted());
  if (part === "emails" || part === "phones")
    return JSON.stringify(filled(input[part]).map(({ value, label, is_default }) => [value.trim(), label, is_default]));
  return input[part];
}
