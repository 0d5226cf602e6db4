import type { WaitingChange } from "#lib/browser/outbox/waiting-change.ts";

/**
 * What was typed can be typed anew in its place, in a sheet; a new intervention in its form; anything else is done again
 * where it was done.
 */
export function isMendable({ doing }: Pick<WaitingChange, "doing">): boolean {
  return doing.kind === "note" || doing.kind === "work" || doing.kind === "outcome";
}
