/// <reference lib="webworker" />
import { forgetAccount } from "../account-store.ts";
import { lastPerson } from "../device-store.ts";
import { type OutboxNews, outboxChannel, type Run, sendWaiting } from "../outbox/send.ts";
import { sessionChannel } from "../session-channel.ts";

/**
 * Sends what waits while no window is open, or also then: the windows are told.
 *
 * @throws Error when something is left: the browser tries again by itself
 */
export async function sendInBackground(): Promise<void> {
  const person = await lastPerson();
  if (!person?.session) return;
  const run = await sendAndTell(person.id);
  // No window need be open for that. What else is kept goes when one is (forget-person.ts).
  if (run === "inactive") await forgetAccount(person.id);
  if (run === "later") throw new Error("Something still waits to be sent");
}

/** Sends what waits, and tells the windows what becomes of it. @param first what they are told before */
export async function sendAndTell(account: string, first?: OutboxNews): Promise<Run> {
  const windows = new BroadcastChannel(outboxChannel);
  const sessions = new BroadcastChannel(sessionChannel);
  const stay = new AbortController();
  sessions.onmessage = async () => {
    if ((await lastPerson())?.session?.account.id !== account) stay.abort();
  };
  try {
    if (first) windows.postMessage(first);
    return await sendWaiting(account, (news) => windows.postMessage(news), stay.signal);
  } finally {
    windows.close();
    sessions.close();
  }
}
