import { Refused } from "../api.ts";
import { waitingOf } from "./outbox-store.ts";
import { sendAtOnce } from "./send.ts";
import { laneOf, type WaitingChange } from "./waiting-change.ts";

/** Nothing of an intervention overtakes what waits of it, and a file has to be got ready first. */
export async function mayGoAtOnce({ account, number, doing, isRaw }: Omit<WaitingChange, "id">): Promise<boolean> {
  if (isRaw || !navigator.onLine) return false;
  if (doing.kind === "creation") return true;
  return number > 0 && !(await waitingOf(account)).some((change) => change.number === number);
}

/** By lane, what was asked for last and not heard: asked for again, it happens once all the same. */
const unheard = new Map<string, { asked: string; key: string }>();

/**
 * @returns what the server answered
 * @throws Refused, Unreachable
 */
export async function sendOutOfTurn(change: Omit<WaitingChange, "id">): Promise<unknown> {
  const isNew = change.doing.kind === "creation";
  const lane = isNew ? "creation" : laneOf(change);
  const asked = JSON.stringify([change.method, isNew || change.path, change.body]);
  const before = unheard.get(lane);
  const key = before?.asked === asked ? before.key : change.key;
  unheard.set(lane, { asked, key });
  try {
    const answer = await sendAtOnce({ ...change, key });
    unheard.delete(lane);
    return answer;
  } catch (error) {
    if (error instanceof Refused) unheard.delete(lane);
    throw error;
  }
}
