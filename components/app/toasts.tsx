"use client";

import { useEffect, useState } from "react";
import { onKey } from "#lib/browser/keyboard.ts";
import { dismissToast, type Toast, useToasts } from "#lib/browser/toasts.ts";

const SHOWN_MS = 6_000;
/** Whoever may still undo something needs the time to read that, and to get there. */
const SHOWN_WITH_ACTION_MS = 20_000;

/** Above the bottom bar and the action that lies on it, and read out without being asked. */
export default function Toasts() {
  const toasts = useToasts();
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-[calc(9.5rem+env(safe-area-inset-bottom))] z-[60] grid justify-items-center px-4 desk:bottom-6"
    >
      {toasts.map((toast) => (
        <Line key={toast.id} {...toast} />
      ))}
    </div>
  );
}

/** It goes by itself, but never from under a pointer or the focus. */
function Line({ id, text, tone, action }: Toast) {
  const [isPointedAt, setIsPointedAt] = useState(false);
  const [isFocused, setIsFocused] = useState(false);
  const isHeld = isPointedAt || isFocused;
  useEffect(() => {
    if (isHeld) return;
    const timer = window.setTimeout(() => dismissToast(id), action ? SHOWN_WITH_ACTION_MS : SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [id, action, isHeld]);
  useEffect(() => (action ? onKey({ u: () => take(id, action) }) : undefined), [id, action]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done here, it only waits
    <div
      onPointerEnter={() => setIsPointedAt(true)}
      onPointerLeave={() => setIsPointedAt(false)}
      onFocus={() => setIsFocused(true)}
      onBlur={() => setIsFocused(false)}
      className={`pointer-events-auto flex max-w-md animate-[rise_200ms_var(--ease-out)] items-center gap-2 rounded-xl py-1 ps-4 shadow-raised ${tone === "failed" ? "bg-danger text-on-danger" : "bg-ink text-ground"} ${action ? "pe-1" : "pe-4"}`}
    >
      <p className="py-2.5">{text}</p>
      {action && (
        <button
          type="button"
          aria-keyshortcuts="u"
          className="min-h-12 rounded-lg px-3 font-semibold underline underline-offset-4"
          onClick={() => take(id, action)}
        >
          {action.label}
        </button>
      )}
    </div>
  );
}

function take(id: number, { run }: NonNullable<Toast["action"]>): void {
  dismissToast(id);
  run();
}
