import type { Why } from "../domain/input-reason.ts";
import type { ProblemCode } from "../domain/problem.ts";
import type { Reason } from "../domain/reasons.ts";

/** One thing that is wrong with the input; `path` as the client wrote it. */
export type WrongField = Why & { path: string };

export type RefusalDetails = {
  /** More exactly than the code says it. */
  reason?: Reason;
  errors?: WrongField[];
  /** With version_conflict: what the row looks like now. */
  current?: unknown;
  retryAfterSeconds?: number;
  /** With method_not_allowed: the methods that are. */
  allow?: readonly string[];
};

/** A request that is refused, by a code of the contract. `problem.ts` makes the answer of it, in the caller's words. */
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

/** Input that is wrong in one place. */
export function refusedAt(path: string, reason: Reason): Refusal {
  return new Refusal("invalid_input", { errors: [{ path, reason }] });
}

/** Throws not_found unless there is something. */
export function found<T>(thing: T | null | undefined): T {
  if (thing === null || thing === undefined) throw new Refusal("not_found");
  return thing;
}
