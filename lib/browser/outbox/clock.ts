import { device } from "../device-store.ts";

/**
 * What the time is, whatever the phone's own clock says: how far that one is ahead of the server's is learned from every
 * answer, and kept for when there is no network.
 */
let aheadMs: number | undefined;

/** An HTTP date has no fractions of a second, and an answer takes its time. */
const EXACT_TO_MS = 3_000;

/** @param date the answer's `Date`. Called when it has just come. */
export async function learnTime(date: string | null): Promise<void> {
  const said = Date.parse(date ?? "");
  if (Number.isNaN(said)) return;
  const ahead = Date.now() - said;
  const next = Math.abs(ahead) < EXACT_TO_MS ? 0 : ahead;
  if (Math.abs(next - (await knownAhead())) < EXACT_TO_MS) return;
  aheadMs = next;
  await (await device())?.put("device", next, "clock_ahead_ms");
}

/** As `timeNow`, as far as it is known at this moment: on the device it has not been looked up when the app begins. */
export function timeKnown(): Date {
  return new Date(Date.now() - (aheadMs ?? 0));
}

/** By the server's clock, as far as it is known. */
export async function timeNow(): Promise<Date> {
  return new Date(Date.now() - (await knownAhead()));
}

async function knownAhead(): Promise<number> {
  aheadMs ??= (await (await device())?.get("device", "clock_ahead_ms").catch(() => 0)) ?? 0;
  return aheadMs;
}
