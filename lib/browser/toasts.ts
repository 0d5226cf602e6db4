import { useSyncExternalStore } from "react";

/** A sentence that says what has just happened, and for a while lets it be undone. */
export type Toast = { id: number; text: string; tone: "plain" | "failed"; action?: { label: string; run: () => void } };

let toasts: readonly Toast[] = [];
let lastId = 0;
const none: readonly Toast[] = [];
const listeners = new Set<() => void>();

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => toasts,
    () => none,
  );
}

/** Only the last one is shown: a new sentence takes the place of the one before. */
export function toast(text: string, { tone = "plain", action }: Partial<Pick<Toast, "tone" | "action">> = {}): void {
  set([{ id: ++lastId, text, tone, action }]);
}

export function dismissToast(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of [...listeners]) listener();
}
