import { Refused } from "../api.ts";
import { sendAtOnce } from "./send.ts";
import { waitingNow } from "./state.ts";
import type { WaitingChange } from "./waiting-change.ts";

/** Nothing of an intervention overtakes what waits of it, and a file has to be got ready first. */
export function mayGoAtOnce({ number, doing, isRaw }: Pick<WaitingChange, "number" | "doing" | "isRaw">): boolean {
  if (isRaw) return false;
  const isThere = number > 0 && !waitingNow().some((change) => change.number === number);
  return navigator.onLine && (isThere || doing.kind === "creation");
}

/** By what was asked for whose answer was not heard: asked for again, it happens once all the same. */
const unheard = new Map<string, string>();

/**
 * @returns what the server answered
 * @throws Refused, Unreachable
 */
export async function sendOutOfTurn(change: Omit<WaitingChange, "id">): Promise<unknown> {
  const asked = JSON.stringify([change.method, change.doing.kind === "creation" || change.path, change.body]);
  const key = unheard.get(asked) ?? change.key;
  unheard.set(asked, key);
  try {
    const answer = await sendAtOnce({ ...change, key });
    unheard.delete(asked);
    return answer;
  } catch (error) {
    if (error instanceof Refused) unheard.delete(asked);
    throw error;
  }
}
