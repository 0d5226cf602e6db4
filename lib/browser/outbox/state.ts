import { useSyncExternalStore } from "react";
import type { WaitingChange } from "./waiting-change.ts";

/** What waits on this device to be sent, for the screens. The rest of the outbox is loaded after them (outbox.ts). */
let waiting: readonly WaitingChange[] = [];
const none: readonly WaitingChange[] = [];
const listeners = new Set<() => void>();

export function useWaiting(): readonly WaitingChange[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => waiting,
    () => none,
  );
}

export function waitingNow(): readonly WaitingChange[] {
  return waiting;
}

export function setWaiting(next: readonly WaitingChange[]): void {
  waiting = next;
  for (const listener of [...listeners]) listener();
}
