"use client";

import { dismissToast, useToasts } from "#lib/browser/toasts.ts";

/** Above the bottom bar and the action that lies on it, and read out without being asked. */
export function Toasts() {
  const toasts = useToasts();
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-[calc(9.5rem+env(safe-area-inset-bottom))] z-[60] grid justify-items-center px-4 desk:bottom-6"
    >
      {toasts.map(({ id, text, tone, action }) => (
        <div
          key={id}
          className={`pointer-events-auto flex max-w-md animate-[rise_200ms_var(--ease-out)] items-center gap-2 rounded-xl py-1 ps-4 shadow-raised ${tone === "failed" ? "bg-danger text-on-danger" : "bg-ink text-ground"} ${action ? "pe-1" : "pe-4"}`}
        >
          <p className="py-2.5">{text}</p>
          {action && (
            <button
              type="button"
              className="min-h-12 rounded-lg px-3 font-semibold underline underline-offset-4"
              onClick={() => {
                dismissToast(id);
                action.run();
              }}
            >
              {action.label}
            </button>
          )}
        </div>
      ))}
    </div>
  );
}
