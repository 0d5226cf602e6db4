import { dropSealedBefore, leavingAccounts, nextToSeal, putSealed } from "./outbox-store.ts";
import { seal } from "./seal.ts";
import { outboxChannel } from "./send.ts";

/** As long as the server takes what was done without a network. */
const KEPT_MS = 60 * 24 * 60 * 60 * 1000;

/**
 * Seals what waits of people who have gone (seal.ts). A row is either open or sealed, and each turns in one step, so a
 * page that dies in between loses nothing. The step that takes a session away leaves its key in "leaving"
 * (device-store.ts), and only when nothing open is left of that person does the key go: what is not done now is done at
 * the next start. Until then it is neither shown nor sent, because its person's session is not here.
 */
export async function sealWhatIsLeft(): Promise<void> {
  // Nothing is sealed while it is being sent: what builds on it could not be given its number.
  await navigator.locks.request(outboxChannel, async () => {
    for (const account of await leavingAccounts()) await sealAll(account);
    await dropSealedBefore(Date.now() - KEPT_MS);
  });
}

async function sealAll(account: string): Promise<void> {
  for (;;) {
    const next = await nextToSeal(account);
    if (!next) return;
    await putSealed(next.change, await seal(next.change, next.key, Date.now()));
  }
}
