/// <reference lib="webworker" />
import { forgetAccount } from "../account-store.ts";
import { lastPerson } from "../device-store.ts";
import { outboxChannel, sendWaiting } from "../outbox/send.ts";

/**
 * Sends what waits while no window is open, or also then: the windows are told.
 *
 * @throws Error when something is left: the browser tries again by itself
 */
export async function sendInBackground(): Promise<void> {
  const person = await lastPerson();
  if (!person?.session) return;
  const windows = new BroadcastChannel(outboxChannel);
  const run = await sendWaiting(person.id, (news) => windows.postMessage(news));
  windows.close();
  // No window need be open for that. What else is kept goes when one is (forget-person.ts).
  if (run === "inactive") await forgetAccount(person.id);
  if (run === "later") throw new Error("Something still waits to be sent");
}
