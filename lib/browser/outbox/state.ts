import { useSyncExternalStore } from "react";
import type { WaitingChange } from "./waiting-change.ts";

/** What waits on this device to be sent, for the screens. The rest of the outbox is loaded after them (outbox.ts). */
let waiting: readonly WaitingChange[] = [];
let isRead = false;
const none: readonly WaitingChange[] = [];
const listeners = new Set<() => void>();

export function useWaiting(): readonly WaitingChange[] {
  return useSyncExternalStore(
    listen,
    () => waiting,
    () => none,
  );
}

export function waitingNow(): readonly WaitingChange[] {
  return waiting;
}

/** Whether it has been looked at what waits: before, nothing can be said of what only this device knows. */
export function useIsOutboxRead(): boolean {
  return useSyncExternalStore(
    listen,
    () => isRead,
    () => false,
  );
}

/** Somebody else is here, or nobody: what waits for them is not known yet. */
export function forgetWaiting(): void {
  waiting = none;
  isRead = false;
  for (const listener of [...listeners]) listener();
}

export function setWaiting(next: readonly WaitingChange[]): void {
  waiting = next;
  isRead = true;
  for (const listener of [...listeners]) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
