import { type ReactNode, useId } from "react";

/** One matter of this screen, under its own heading. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-3">
      <h2 id={id} className="font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}

export const cardClass = "rounded-2xl border border-line bg-raised px-5";
