/// <reference lib="webworker" />
import type { AwaitedResponse } from "../../domain/notifications/awaited-response.ts";
import type { PushPayload } from "../../domain/notifications/push-payload.ts";
import { deviceLabel } from "../push-ability.ts";
import type { OpenMessage } from "../worker-messages.ts";
import { accept } from "./accept.ts";

declare const self: ServiceWorkerGlobalScope;

const ANSWER_WITHIN_MS = 1_000;
const pictures = { icon: "/icons/icon-192.png", badge: "/icons/badge-96.png" };

/** Every push shows something: for a silent one iOS revokes the subscription. */
export async function showPush(event: PushEvent): Promise<void> {
  const payload = payloadOf(event);
  if (!payload)
    return self.registration.showNotification("Campanella", { ...pictures, data: { path: "/notifications" } });
  const { title, path, unread, awaited, ...rest } = payload;
  const shown = { ...rest, ...pictures, ...(awaited && waitingFor(awaited)), data: { path, awaited } };
  await self.registration.showNotification(title, shown);
  if ("setAppBadge" in navigator) await navigator.setAppBadge(unread);
}

/** It stays until somebody acts on it, where the system allows; buttons are shown where it has some. */
function waitingFor({ accept, open }: AwaitedResponse) {
  const actions = [
    { action: "accept", title: accept },
    { action: "open", title: open },
  ];
  return { requireInteraction: true, actions: actions.slice(0, (Notification as { maxActions?: number }).maxActions) };
}

function payloadOf(event: PushEvent): PushPayload | null {
  try {
    return event.data?.json() ?? null;
  } catch {
    return null; // not ours, yet something has to be shown
  }
}

type Shown = { path?: string; awaited?: AwaitedResponse };

export async function followClick({ action, notification }: NotificationEvent): Promise<void> {
  const { path = "/", awaited }: Shown = notification.data ?? {};
  notification.close();
  const followed = action === "accept" && awaited ? acceptOrOpen(awaited, path, notification) : openPath(path);
  await Promise.all([followed, markRead(notification.tag)]);
}

/** What was kept needs no window; what was not is opened instead, so that no tap is lost. */
async function acceptOrOpen(awaited: AwaitedResponse, path: string, { lang, dir }: Notification): Promise<void> {
  const acceptance = await accept(awaited);
  if (acceptance === "unknown") await openPath(path);
  else if (acceptance === "refused") {
    const { title, body } = awaited.refused;
    // Under a tag of its own: the first one's goes from the screen as its row is read.
    const rest = { ...pictures, lang, dir, tag: `refused-${awaited.number}`, data: { path } };
    await self.registration.showNotification(title, { body, ...rest });
  }
}

/** An open window goes there by itself, without loading anew: what is typed in it stays. Else a new one opens. */
async function openPath(path: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const chosen =
    windows.find(({ focused }) => focused) ??
    windows.find(({ visibilityState }) => visibilityState === "visible") ??
    windows[0];
  // A click allows one of the two: a window is brought to the front only once it is known to be there.
  if (chosen && (await goesTo(path, chosen))) await chosen.focus().catch(() => chosen);
  else await self.clients.openWindow(path);
}

/** False when nobody is there: browsers also list pages that they only keep for the way back. */
async function goesTo(path: string, window: WindowClient): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise<boolean>((resolve) => {
    port1.onmessage = () => resolve(true);
    setTimeout(() => resolve(false), ANSWER_WITHIN_MS);
  });
  window.postMessage({ kind: "open", path, before: Date.now() + ANSWER_WITHIN_MS } satisfies OpenMessage, [port2]);
  return answer;
}

/** Without a network or a session the row stays unread; opening the app shows it so. */
async function markRead(tag: string): Promise<void> {
  const id = /^notification-(\d+)$/.exec(tag)?.[1];
  if (id) await fetch(`/api/notifications/${id}/reading`, { method: "PUT" }).catch(() => null);
}

/** The browser has dropped or renewed the subscription. If this fails, the app's next start does it (lib/browser/push.ts). */
export async function renewSubscription(): Promise<void> {
  const key: { public_key?: string } = await fetch("/api/push/key").then((answer) => answer.json());
  const subscription = await self.registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key.public_key,
  });
  await fetch("/api/push-subscriptions", {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...subscription.toJSON(), label: deviceLabel() }),
  });
}
