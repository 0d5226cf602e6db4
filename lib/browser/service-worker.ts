/// <reference lib="webworker" />
// The service worker: shows pushes and opens what they are about. The screens register it, and their shell and offline
// data will join it here.

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: unknown[] };

// Workbox insists on the place for its list of files; the list is empty until the screens bring a shell.
void self.__WB_MANIFEST;

/** What lib/delivery/push-payload.ts makes. */
type PushPayload = {
  title: string;
  body: string;
  path: string;
  tag: string;
  lang: string;
  dir: "ltr" | "rtl";
  unread: number;
  timestamp: number;
};

self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("push", (event) => event.waitUntil(show(event)));
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(Promise.all([openPath(event.notification.data?.path ?? "/"), markRead(event.notification.tag)]));
});

/** Every push shows something: for a silent one iOS revokes the subscription. */
async function show(event: PushEvent): Promise<void> {
  const payload = payloadOf(event);
  if (!payload) return self.registration.showNotification("Campanella");
  const { title, path, unread, ...rest } = payload;
  await self.registration.showNotification(title, { ...rest, data: { path } });
  if ("setAppBadge" in navigator) await navigator.setAppBadge(unread);
}

function payloadOf(event: PushEvent): PushPayload | null {
  try {
    return event.data?.json() ?? null;
  } catch {
    return null; // not ours, yet something has to be shown
  }
}

/** A window that this worker does not control yet cannot be led: then a new one opens. */
async function openPath(path: string): Promise<void> {
  const [first] = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const led = await first?.navigate(path).catch(() => null);
  if (led) await led.focus();
  else await self.clients.openWindow(path);
}

/** Without a network or a session the row stays unread; opening the app shows it so. */
async function markRead(tag: string): Promise<void> {
  const id = /^notification-(\d+)$/.exec(tag)?.[1];
  if (id) await fetch(`/api/notifications/${id}/reading`, { method: "PUT" }).catch(() => null);
}
