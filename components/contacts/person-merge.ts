import { isSame, type Part, type PersonInput, parts } from "./person-input.ts";

export type Merged = {
  values: PersonInput;
  /** What somebody else has changed and this person has not: it is in the values. */
  cameIn: Part[];
  /** What both have changed, each otherwise: the values have this person's own. */
  undecided: Part[];
};

/**
 * What somebody has typed, on top of what has become of the contact since.
 *
 * @param base as it was when the typing began
 * @param before what was undecided already
 */
export function merge(base: PersonInput, mine: PersonInput, theirs: PersonInput, before: readonly Part[] = []): Merged {
  let values = mine;
  const cameIn: Part[] = [];
  const undecided: Part[] = [];
  for (const part of parts) {
    const isTheirs = !isSame(part, base, theirs);
    if (isSame(part, base, mine)) {
      values = { ...values, [part]: theirs[part] };
      if (isTheirs) cameIn.push(part);
    } else if ((isTheirs || before.includes(part)) && !isSame(part, mine, theirs)) undecided.push(part);
  }
  return { values, cameIn, undecided };
}
