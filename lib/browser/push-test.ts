import type { PushTest } from "../domain/push-subscriptions/push-subscription.ts";
import { changed } from "./answers.ts";
import { ask } from "./api.ts";
import { devicesPath } from "./push.ts";

/** What became of a test, for a person who waits for it. */
export type PushTestOutcome =
  /** Seen on this device. */
  | { result: "shown" }
  /** The push service has it; whether the device is on, nobody knows. */
  | { result: "taken" }
  | { result: "failed"; error: string | null }
  /** Nothing for sure yet, and it goes on being tried. */
  | { result: "waiting"; error: string | null };

const PATIENCE_MS = 15_000;
const PAUSE_MS = 400;
/** After the push service has taken it: how long it may be on its way to this device. */
const JOURNEY_MS = 6_000;

/** The tag that lib/delivery/push-payload.ts gives to a test. */
const testTag = "test";

/**
 * Sends a test push to a device and waits for what becomes of it.
 *
 * @throws Refused, Unreachable
 */
export async function testDevice(id: number, isHere: boolean): Promise<PushTestOutcome> {
  const registration = isHere ? await navigator.serviceWorker?.getRegistration() : undefined;
  for (const old of (await registration?.getNotifications({ tag: testTag })) ?? []) old.close();
  const { delivery_id } = await ask<{ delivery_id: number }>(`${devicesPath}/${id}/test`, { method: "POST" });
  let test = await outcome(id, delivery_id);
  for (let waited = 0; test.state === "queued" && waited < PATIENCE_MS; waited += PAUSE_MS) {
    await pause();
    test = await outcome(id, delivery_id);
  }
  changed((path) => path === devicesPath);
  if (test.state === "queued") return { result: "waiting", error: test.last_error };
  if (test.state !== "sent") return { result: "failed", error: test.last_error };
  for (let waited = 0; registration && waited < JOURNEY_MS; waited += PAUSE_MS) {
    if ((await registration.getNotifications({ tag: testTag })).length > 0) return { result: "shown" };
    await pause();
  }
  return { result: "taken" };
}

function outcome(id: number, deliveryId: number): Promise<PushTest> {
  return ask<PushTest>(`${devicesPath}/${id}/tests/${deliveryId}`);
}

function pause(): Promise<void> {
  return new Promise((resolve) => window.setTimeout(resolve, PAUSE_MS));
}
