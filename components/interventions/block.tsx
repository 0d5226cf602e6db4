import type { ReactNode } from "react";

/** A part of the card; nothing is drawn around it but its name. */
export function Block({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid gap-2 border-t border-line px-4 pt-4">
      <div className="flex min-h-7 items-center justify-between gap-3">
        <h3 className="text-small font-semibold text-soft">{title}</h3>
        {action}
      </div>
      {children}
    </section>
  );
}
