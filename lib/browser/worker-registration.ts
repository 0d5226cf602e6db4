import { useSyncExternalStore } from "react";
import { go, ownPath } from "./location.ts";
import type { OpenMessage } from "./worker-messages.ts";

const LOOK_FOR_UPDATES_MS = 60 * 60 * 1000;

/** `ready`: it lies on this device. `taken_over`: another window has loaded it, and this one is still the version before. */
export type Update = "none" | "ready" | "taken_over";

let update: Update = "none";
let waiting: ServiceWorker | null = null;
let isWanted = false;
const listeners = new Set<() => void>();

/** What has become of a new version of the app. */
export function useUpdate(): Update {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => update,
    () => "none",
  );
}

/** Lets the new version take over, and loads it. What is typed in a form is found again there (lib/browser/drafts.ts). */
export function loadUpdate(): void {
  isWanted = true;
  if (waiting) waiting.postMessage("take-over");
  else window.location.reload();
}

/** The page says where the worker is; under `next dev` there is none. */
export async function registerWorker(): Promise<void> {
  const script = document.body.dataset.serviceWorker;
  if (!script || !("serviceWorker" in navigator)) return;
  followTakeOver();
  navigator.serviceWorker.addEventListener("message", ({ data, ports }: MessageEvent<OpenMessage>) => {
    if (data.kind !== "open" || Date.now() > data.before) return;
    const path = ownPath(data.path);
    if (path) go(path);
    ports[0]?.postMessage("opened");
  });
  const registration = await navigator.serviceWorker.register(script, { scope: "/", updateViaCache: "none" });
  const look = () => {
    waiting = navigator.serviceWorker.controller ? registration.waiting : null;
    if (update !== "taken_over") set(waiting ? "ready" : "none");
  };
  look();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
  window.setInterval(() => void registration.update().catch(() => {}), LOOK_FOR_UPDATES_MS);
}

/** The first worker of all takes over a page of its own version; each further one is another version. */
function followTakeOver(): void {
  let isFirst = navigator.serviceWorker.controller === null;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (isWanted) window.location.reload();
    else if (!isFirst) {
      waiting = null;
      set("taken_over");
    }
    isFirst = false;
  });
}

function set(next: Update): void {
  update = next;
  for (const listener of [...listeners]) listener();
}
