import { Bell } from "lucide-react";
import type { ReactNode } from "react";

/** A screen outside of the app: one column, the sign above it. */
export function Door({ title, text, children }: { title: string; text?: ReactNode; children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center gap-7 px-5 py-10">
      <div className="grid gap-4">
        <span className="grid size-14 place-items-center rounded-2xl bg-petrol text-on-petrol">
          <Bell aria-hidden="true" className="size-7" />
        </span>
        <div className="grid gap-1">
          <p className="font-medium text-soft">Campanella</p>
          <h1 className="text-display font-semibold tracking-tight text-balance">{title}</h1>
          {text && <p className="pt-1 text-soft">{text}</p>}
        </div>
      </div>
      {children}
    </main>
  );
}
