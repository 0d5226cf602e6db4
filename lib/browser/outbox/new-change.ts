import { timeNow } from "./clock.ts";
import type { Doing, Sending, WaitingChange } from "./waiting-change.ts";

/** What somebody does now, still to be kept. */
export async function newChange(
  account: string,
  number: number,
  doing: Doing,
  sending: Sending,
): Promise<Omit<WaitingChange, "id">> {
  const madeAt = (await timeNow()).toISOString();
  return { ...sending, account, number, doing, key: crypto.randomUUID(), madeAt, problem: null };
}
