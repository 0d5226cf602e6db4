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

const flag = "campanella.waiting";

/** Whether something of this person's waited when the app was last open: then the outbox is wanted at once. */
export function mayHaveWaiting(account: string): boolean {
  try {
    return window.localStorage.getItem(flag) === account;
  } catch {
    return true;
  }
}

export function setWaiting(next: readonly WaitingChange[]): void {
  waiting = next;
  try {
    const [first] = next;
    if (first) window.localStorage.setItem(flag, first.account);
    else window.localStorage.removeItem(flag);
  } catch {
    // It is looked for at every start then.
  }
  for (const listener of [...listeners]) listener();
}
