import type { ReactNode } from "react";

/** A few choices side by side, one of which holds. Its children are `segmentClass` links or buttons. */
export function Segments({
  label,
  className = "",
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <fieldset className={`flex gap-1 rounded-xl bg-sunken p-1 ${className}`}>
      <legend className="sr-only">{label}</legend>
      {children}
    </fieldset>
  );
}

export function segmentClass(isChosen: boolean): string {
  return `flex min-h-11 flex-1 items-center justify-center rounded-lg px-3 text-center font-medium desk:min-h-9 ${isChosen ? "bg-raised text-ink shadow-raised" : "text-soft hover:text-ink"}`;
}
