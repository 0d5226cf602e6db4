import { useSyncExternalStore } from "react";
import { go, ownPath } from "./location.ts";
import type { OpenMessage } from "./worker-messages.ts";

const LOOK_FOR_UPDATES_MS = 60 * 60 * 1000;

let waiting: ServiceWorker | null = null;
const listeners = new Set<() => void>();

/** Whether a new version of the app lies ready on this device. */
export function useUpdateReady(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => waiting !== null,
    () => false,
  );
}

/** Lets the new version take over, and loads it. What is typed in a form is found again there (lib/browser/drafts.ts). */
export function loadUpdate(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => window.location.reload(), { once: true });
  waiting?.postMessage("take-over");
}

/** The page says where the worker is; under `next dev` there is none. */
export async function registerWorker(): Promise<void> {
  const script = document.body.dataset.serviceWorker;
  if (!script || !("serviceWorker" in navigator)) return;
  navigator.serviceWorker.addEventListener("message", ({ data, ports }: MessageEvent<OpenMessage>) => {
    const path = data.kind === "open" ? ownPath(data.path) : null;
    if (path) go(path);
    ports[0]?.postMessage("opened");
  });
  const registration = await navigator.serviceWorker.register(script, { scope: "/", updateViaCache: "none" });
  const look = () => setWaiting(navigator.serviceWorker.controller ? registration.waiting : null);
  look();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
  window.setInterval(() => void registration.update().catch(() => {}), LOOK_FOR_UPDATES_MS);
}

function setWaiting(worker: ServiceWorker | null): void {
  waiting = worker;
  for (const listener of [...listeners]) listener();
}
