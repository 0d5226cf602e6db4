/// <reference lib="webworker" />
import type { PushPayload } from "../../domain/notifications/push-payload.ts";
import { deviceLabel } from "../push-ability.ts";
import type { OpenMessage } from "../worker-messages.ts";

declare const self: ServiceWorkerGlobalScope;

const ANSWER_WITHIN_MS = 1_000;
const pictures = { icon: "/icons/icon-192.png", badge: "/icons/badge-96.png" };

/** Every push shows something: for a silent one iOS revokes the subscription. */
export async function showPush(event: PushEvent): Promise<void> {
  const payload = payloadOf(event);
  if (!payload)
    return self.registration.showNotification("Campanella", { ...pictures, data: { path: "/notifications" } });
  const { title, path, unread, ...rest } = payload;
  await self.registration.showNotification(title, { ...rest, ...pictures, data: { path } });
  if ("setAppBadge" in navigator) await navigator.setAppBadge(unread);
}

function payloadOf(event: PushEvent): PushPayload | null {
  try {
    return event.data?.json() ?? null;
  } catch {
    return null; // not ours, yet something has to be shown
  }
}

export async function openNotification({ notification }: NotificationEvent): Promise<void> {
  notification.close();
  await Promise.all([openPath(notification.data?.path ?? "/"), markRead(notification.tag)]);
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
