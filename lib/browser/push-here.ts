import { useEffect, useSyncExternalStore } from "react";
import { pushAbility } from "./push-ability.ts";

/** Whether this device gets pushes, as far as it knows itself. */
export type PushHere =
  | { phase: "unknown" | "unsupported" | "needs_installing" | "not_asked" | "denied" | "off" }
  /** `id`: of the device at the server; null until it has been told. */
  | { phase: "on"; id: number | null };

/** Which device this is at the server, and whose: kept outside of the pages' own store, which sign-in wipes. */
export type KeptDevice = { id: number; account: string };

const storageKey = "campanella.device";
const unknown: PushHere = { phase: "unknown" };
let here: PushHere = unknown;
const listeners = new Set<() => void>();

export function usePushHere(): PushHere {
  useEffect(() => followPermission(), []);
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => here,
    () => unknown,
  );
}

/** Looks again at what the browser allows and holds. */
export async function lookAtPush(): Promise<PushHere> {
  const ability = pushAbility();
  if (ability !== "allowed") return set({ phase: ability });
  const subscription = await subscriptionHere();
  return set(subscription ? { phase: "on", id: keptDevice()?.id ?? null } : { phase: "off" });
}

/** Never waits for a worker that is not there. */
export async function subscriptionHere(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? null;
}

export function keptDevice(): KeptDevice | null {
  try {
    return JSON.parse(window.localStorage.getItem(storageKey) ?? "null");
  } catch {
    return null;
  }
}

export function keepDevice(device: KeptDevice | null): void {
  try {
    if (device) window.localStorage.setItem(storageKey, JSON.stringify(device));
    else window.localStorage.removeItem(storageKey);
  } catch {
    // The next start asks the server again.
  }
}

function set(next: PushHere): PushHere {
  here = next;
  for (const listener of [...listeners]) listener();
  return next;
}

/** Permission is also given and taken in the browser's own settings, mostly while the person is away from the page. */
function followPermission(): () => void {
  const look = () => void lookAtPush().catch(() => {});
  look();
  document.addEventListener("visibilitychange", look);
  let status: PermissionStatus | undefined;
  navigator.permissions
    ?.query({ name: "notifications" })
    .then((known) => {
      status = known;
      status.addEventListener("change", look);
    })
    .catch(() => {});
  return () => {
    document.removeEventListener("visibilitychange", look);
    status?.removeEventListener("change", look);
  };
}
