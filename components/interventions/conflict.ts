import { Refused } from "#lib/browser/api.ts";

/** The server's "it has changed since": `problem.current` is how it is now. */
export function isConflict(error: unknown): error is Refused {
  return error instanceof Refused && error.problem.code === "version_conflict";
}
