"use client";

import { useTexts } from "#lib/browser/texts.tsx";

/** What people call an intervention; "new" as long as only this device knows it. */
export function JobNumber({ number, className = "" }: { number: number; className?: string }) {
  const { t } = useTexts();
  return (
    <span className={`number shrink-0 whitespace-nowrap ${className}`}>
      {number > 0 ? `#${number}` : t("jobs.new_number")}
    </span>
  );
}
