import { useSyncExternalStore } from "react";

/**
 * A timer that runs for a job of this person on this device. Only when it was started is kept, so it goes on while the
 * phone is locked, the app closed, or the battery changed.
 */
export type WorkTimer = { number: number; startedAt: string };

const prefix = "campanella.timer.";
const listeners = new Set<() => void>();
/** What was read last, so that the same text is the same timer. */
let known: { text: string | null; timer: WorkTimer | null } = { text: null, timer: null };

export function useWorkTimer(account: string): WorkTimer | null {
  return useSyncExternalStore(
    follow,
    () => timerOf(account),
    () => null,
  );
}

export function startTimer(account: string, timer: WorkTimer): void {
  write(account, JSON.stringify(timer));
}

export function dropTimer(account: string): void {
  write(account, null);
}

/** The server has given the job its number. */
export function renumberTimer(account: string, local: number, number: number): void {
  const timer = timerOf(account);
  if (timer?.number === local) startTimer(account, { ...timer, number });
}

/** At least one minute: whoever starts and stops a timer has done something. */
export function minutesBetween(startedAt: string, until: Date): number {
  return Math.max(1, Math.round((until.getTime() - Date.parse(startedAt)) / 60_000));
}

export function timerOf(account: string): WorkTimer | null {
  const text = read(account);
  if (text !== known.text) known = { text, timer: parsed(text) };
  return known.timer;
}

function parsed(text: string | null): WorkTimer | null {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function read(account: string): string | null {
  try {
    return window.localStorage.getItem(prefix + account);
  } catch {
    return null;
  }
}

function write(account: string, text: string | null): void {
  try {
    if (text === null) window.localStorage.removeItem(prefix + account);
    else window.localStorage.setItem(prefix + account, text);
  } catch {
    // Without storage there is no timer, and the screen shows that none runs.
  }
  for (const listener of [...listeners]) listener();
}

function follow(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}
