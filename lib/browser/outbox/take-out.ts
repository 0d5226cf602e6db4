import { dropUntried, dropWaiting, waitingOf } from "./outbox-store.ts";
import { outboxChannel } from "./send.ts";
import type { WaitingChange } from "./waiting-change.ts";

/**
 * Takes a change out of what waits, and with a new intervention all that was done to it.
 *
 * @returns what has gone, the oldest first; nothing: it had been sent already
 */
export async function takeOut({ id, account, number, doing }: WaitingChange): Promise<WaitingChange[]> {
  const isMeant = (change: WaitingChange) =>
    change.id === id || (doing.kind === "creation" && change.number === number);
  const gone = await dropUntried(account, isMeant);
  if (gone.length > 0) return gone;
  // What may be on its way is taken out when it is known what has become of it.
  return navigator.locks.request(outboxChannel, async () => {
    const left = (await waitingOf(account)).filter(isMeant);
    await dropWaiting(left.map((change) => change.id));
    return left;
  });
}
