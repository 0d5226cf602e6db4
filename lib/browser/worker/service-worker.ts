/// <reference lib="webworker" />
// The service worker, the part of the app that lives without a window: it keeps the app on the device, shows pushes, and
// opens what they are about. next-pwa compiles it to public/sw.js and fills in the list of files.

import { syncTag } from "../outbox/background-sync.ts";
import { answerWithFile } from "./files.ts";
import { answerFromDevice, forgetOldVersions, keepVersion } from "./kept-app.ts";
import { sendInBackground } from "./outbox.ts";
import { followClick, renewSubscription, showPush } from "./push.ts";

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

const files = self.__WB_MANIFEST;

self.addEventListener("install", (event) => event.waitUntil(keepVersion(files)));
self.addEventListener("activate", (event) =>
  event.waitUntil(forgetOldVersions(files).then(() => self.clients.claim())),
);
self.addEventListener("fetch", (event) => {
  const answer = answerFromDevice(event.request, files) ?? answerWithFile(event.request);
  if (answer) event.respondWith(answer);
});

// A new version waits until the person says so: nothing is taken away from under somebody who is writing.
self.addEventListener("message", (event) => {
  if (event.data === "take-over") void self.skipWaiting();
});

// Background Sync: the network is back, whether or not the app is open.
self.addEventListener("sync", (event) => {
  if (event.tag === syncTag) event.waitUntil(sendInBackground());
});

self.addEventListener("push", (event) => event.waitUntil(showPush(event)));
self.addEventListener("notificationclick", (event) => event.waitUntil(followClick(event)));
self.addEventListener("pushsubscriptionchange", (event) => (event as ExtendableEvent).waitUntil(renewSubscription()));
