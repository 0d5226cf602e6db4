"use client";

import { Bell } from "lucide-react";
import type { ReactNode } from "react";
import { useTitle } from "#lib/browser/title.ts";

type DoorProps = {
  title: string;
  text?: ReactNode;
  /** For what takes the place of a form: the focus would be lost with the button that was pressed. */
  takesFocus?: boolean;
  children: ReactNode;
};

/** A screen outside of the app: one column, the sign above it. */
export function Door({ title, text, takesFocus = false, children }: DoorProps) {
  useTitle(title);
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center gap-7 px-5 py-10">
      <div className="grid gap-4">
        <span className="grid size-14 place-items-center rounded-2xl bg-petrol text-on-petrol">
          <Bell aria-hidden="true" className="size-7" />
        </span>
        <div className="grid gap-1">
          <p className="font-medium text-soft">Campanella</p>
          <h1
            ref={takesFocus ? focus : undefined}
            tabIndex={takesFocus ? -1 : undefined}
            className="text-display font-semibold tracking-tight text-balance outline-none"
          >
            {title}
          </h1>
          {text && <p className="pt-1 text-soft">{text}</p>}
        </div>
      </div>
      {children}
    </main>
  );
}

function focus(title: HTMLElement | null): void {
  title?.focus();
}
