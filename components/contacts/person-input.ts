import type { Contact, ContactChanges, Role } from "#lib/domain/contacts/contact.ts";
import type { Problem } from "#lib/domain/problem.ts";

export type Point = { id: string; value: string; label: string; is_default: boolean };

/** The form's own fields: addresses by channel, with a line to type in where there is none. */
export type PersonInput = {
  name: string;
  kind: Contact["kind"];
  roles: Role[];
  /** Empty: as the company. */
  language: string;
  emails: Point[];
  phones: Point[];
};
export type Part = keyof PersonInput;
export const parts = ["name", "kind", "roles", "language", "emails", "phones"] as const satisfies readonly Part[];

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
    ...(differs("emails") || differs("phones") ? { contact_points: pointsOf(input).map(({ point }) => point) } : {}),
  };
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
  if (part === "emails" || part === "phones")
    return JSON.stringify(filled(input[part]).map(({ value, label, is_default }) => [value.trim(), label, is_default]));
  return input[part];
}
