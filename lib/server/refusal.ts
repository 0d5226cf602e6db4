import type { InputError, ProblemCode } from "../domain/problem.ts";

export type RefusalDetails = {
  /** For people who write clients. */
  detail?: string;
  errors?: InputError[];
  /** With version_conflict: what the row looks like now. */
  current?: unknown;
  retryAfterSeconds?: number;
};

/** A request that is refused, by a code of the contract. `problem.ts` makes the answer of it. */
export class Refusal extends Error {
  override name = "Refusal";
  readonly code: ProblemCode;
  readonly details: RefusalDetails;

  constructor(code: ProblemCode, details: RefusalDetails = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** Throws not_found unless there is something. */
export function found<T>(thing: T | null | undefined): T {
  if (thing === null || thing === undefined) throw new Refusal("not_found");
  return thing;
}
