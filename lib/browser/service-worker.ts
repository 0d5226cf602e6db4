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
  timestamp: number;
};

self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// Every push shows something: for a silent one iOS revokes the subscription.
self.addEventListener("push", (event) => {
  const payload: PushPayload | undefined = event.data?.json();
  if (!payload) return event.waitUntil(self.registration.showNotification("Campanella"));
  const { title, path, ...rest } = payload;
  event.waitUntil(self.registration.showNotification(title, { ...rest, data: { path } }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openPath(event.notification.data?.path ?? "/"));
});

async function openPath(path: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const [first] = windows;
  if (!first) return void (await self.clients.openWindow(path));
  await first.focus();
  await first.navigate(path);
}
