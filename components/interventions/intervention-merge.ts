import type { FormInput } from "./intervention-input.ts";

/** Fields of the form that are changed and decided as one: a site or a contact person is of no use without its customer. */
export const parts = {
  title: ["title"],
  description: ["description"],
  customer: ["customer_id", "site_id", "contact_person_id"],
  when: ["starts_on", "starts_time"],
  duration: ["duration"],
  due_at: ["due_on"],
  priority: ["priority"],
  type: ["type_id"],
  technicians: ["technician_ids"],
  note: ["note"],
} as const satisfies Record<string, readonly (keyof FormInput)[]>;
export type Part = keyof typeof parts;
const names = Object.keys(parts) as Part[];

export type Merged = {
  values: FormInput;
  /** What somebody else has changed and this person has not: it is in the values. */
  cameIn: Part[];
  /** What both have changed, each otherwise: the values have this person's own. */
  undecided: Part[];
};

/**
 * What somebody has typed, on top of what has become of the intervention since.
 *
 * @param base as it was when the typing began
 * @param before what was undecided already
 */
export function merge(base: FormInput, mine: FormInput, theirs: FormInput, before: readonly Part[] = []): Merged {
  let values = mine;
  const cameIn: Part[] = [];
  const undecided: Part[] = [];
  for (const part of names) {
    const isTheirs = !isSame(part, base, theirs);
    if (part === "technicians") {
      values = { ...values, technician_ids: rebased(base.technician_ids, mine.technician_ids, theirs.technician_ids) };
      if (isTheirs) cameIn.push(part);
    } else if (isSame(part, base, mine)) {
      values = { ...values, ...valuesOf(part, theirs) };
      if (isTheirs) cameIn.push(part);
    } else if ((isTheirs || before.includes(part)) && !isSame(part, mine, theirs)) undecided.push(part);
  }
  return { values, cameIn, undecided };
}

/** Whoever was added and taken away here, added to and taken away from those who are there now. */
export function rebased(base: readonly number[], mine: readonly number[], theirs: readonly number[]): number[] {
  const kept = theirs.filter((id) => mine.includes(id) || !base.includes(id));
  return [...new Set([...kept, ...mine.filter((id) => !base.includes(id))])];
}

export function valuesOf(part: Part, input: FormInput): Partial<FormInput> {
  return Object.fromEntries(parts[part].map((field) => [field, input[field]]));
}

export function isTouched(base: FormInput, mine: FormInput): boolean {
  return (Object.keys(base) as (keyof FormInput)[]).some((field) => textOf(base[field]) !== textOf(mine[field]));
}

function isSame(part: Part, a: FormInput, b: FormInput): boolean {
  return parts[part].every((field) => textOf(a[field]) === textOf(b[field]));
}

function textOf(value: FormInput[keyof FormInput]): string {
  return JSON.stringify(Array.isArray(value) ? value.toSorted((a, b) => a - b) : value);
}
