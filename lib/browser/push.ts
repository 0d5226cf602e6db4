import type { Page } from "../domain/page.ts";
import type { PushSubscription as Device } from "../domain/push-subscriptions/push-subscription.ts";
import { changed } from "./answers.ts";
import { ask, Refused } from "./api.ts";
import { deviceLabel, pushAbility } from "./push-ability.ts";
import { keepDevice, keptDevice, lookAtPush, subscriptionHere } from "./push-here.ts";

export const devicesPath = "/api/push-subscriptions";

/** Why notifications could not be turned on here. */
export class PushTrouble extends Error {
  override name = "PushTrouble";
  readonly why: "no_worker" | "too_slow" | "browser_refused";

  constructor(why: PushTrouble["why"], cause?: unknown) {
    super(why, { cause });
    this.why = why;
  }
}

const WORKER_PATIENCE_MS = 8_000;
/** Without a way to the browser's push service, subscribing neither succeeds nor fails. */
const SUBSCRIBE_PATIENCE_MS = 20_000;
const UNSUBSCRIBE_PATIENCE_MS = 3_000;

/**
 * Asks for permission, so it has to be called straight from a tap, and registers this device.
 *
 * @throws PushTrouble, Refused, Unreachable
 */
export async function turnOnPush(account: string): Promise<void> {
  const permission = await Notification.requestPermission();
  if (permission === "granted") await register(account);
  await lookAtPush();
}

/**
 * Makes the subscription of this device anew, with the newest service worker.
 *
 * @throws PushTrouble, Refused, Unreachable
 */
export async function repairPush(account: string): Promise<void> {
  const registration = await within(WORKER_PATIENCE_MS, "no_worker", navigator.serviceWorker.ready);
  // What the new subscription is made with may be the fault; without a network the old worker will do.
  await registration.update().catch(() => {});
  const before = keptDevice();
  await renew(account);
  if (before && before.id !== keptDevice()?.id) await removeDevice(before.id);
  await lookAtPush();
}

/** @throws Unreachable when the server could not be told: then it stays on */
export async function turnOffPush(): Promise<void> {
  await removeHere();
  await lookAtPush();
}

/** Before signing out: the next person on this device gets nothing of this one. */
export async function removeHere(): Promise<void> {
  const device = keptDevice();
  if (device) await removeDevice(device.id);
  await forgetHere();
}

/** For when the server knows already that this device gets nothing any more. */
export async function forgetHere(): Promise<void> {
  keepDevice(null);
  const subscription = await within(UNSUBSCRIBE_PATIENCE_MS, "no_worker", subscriptionHere()).catch(() => null);
  if (subscription) await within(UNSUBSCRIBE_PATIENCE_MS, "too_slow", subscription.unsubscribe()).catch(() => {});
}

/** One that is gone already is as good as removed. */
export async function removeDevice(id: number): Promise<void> {
  await ask(`${devicesPath}/${id}`, { method: "DELETE" }).catch((error) => {
    if (!(error instanceof Refused && error.problem.status === 404)) throw error;
  });
  changed((path) => path === devicesPath);
}

/**
 * At every start: browsers drop and renew subscriptions without telling. What this device holds is told to the server;
 * what it held and lost, or what the server has given up, is made anew. One that was turned off stays off.
 */
export async function syncPush(account: string): Promise<void> {
  if (pushAbility() === "allowed") {
    const [subscription, kept] = [await subscriptionHere(), keptDevice()];
    if (subscription ? await isDead(subscription, account) : kept?.account === account) await renew(account);
    else if (subscription) await save(subscription, account);
  }
  await lookAtPush();
}

/** The push service told the server that it is gone, or our key has changed. */
async function isDead(subscription: PushSubscription, account: string): Promise<boolean> {
  const kept = keptDevice();
  if (!(await isForOurKey(subscription))) return true;
  if (kept?.account !== account) return false;
  const { items } = await ask<Page<Device>>(devicesPath);
  return items.every(({ id }) => id !== kept.id);
}

async function renew(account: string): Promise<void> {
  await (await subscriptionHere())?.unsubscribe();
  await register(account);
}

async function register(account: string): Promise<void> {
  const registration = await within(WORKER_PATIENCE_MS, "no_worker", navigator.serviceWorker.ready);
  const known = await registration.pushManager.getSubscription();
  if (known && !(await isForOurKey(known))) await known.unsubscribe();
  const subscribing = registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: await publicKey(),
  });
  const subscription = await within(SUBSCRIBE_PATIENCE_MS, "too_slow", subscribing).catch((error) => {
    throw error instanceof PushTrouble ? error : new PushTrouble("browser_refused", error);
  });
  await save(subscription, account);
}

async function save(subscription: PushSubscription, account: string): Promise<void> {
  const body = { ...subscription.toJSON(), label: deviceLabel() };
  const { id } = await ask<{ id: number }>(devicesPath, { method: "PUT", body });
  keepDevice({ id, account });
  changed((path) => path === devicesPath);
}

async function isForOurKey(subscription: PushSubscription): Promise<boolean> {
  const key = subscription.options?.applicationServerKey;
  return !key || base64url(key) === (await publicKey());
}

async function publicKey(): Promise<string> {
  return (await ask<{ public_key: string }>("/api/push/key")).public_key;
}

function base64url(bytes: ArrayBuffer): string {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function within<Value>(ms: number, why: PushTrouble["why"], promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = window.setTimeout(() => reject(new PushTrouble(why)), ms);
    promise.then(resolve, reject).finally(() => window.clearTimeout(timer));
  });
}
