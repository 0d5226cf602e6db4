"use client";

import { CloudUpload } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";

/** Beside what only this device knows yet. */
export function NotSent({ className = "" }: { className?: string }) {
  const { t } = useTexts();
  return (
    <span className={`inline-flex items-center gap-1 text-small font-medium text-brass-ink ${className}`}>
      <CloudUpload aria-hidden="true" className="size-4 shrink-0" />
      {t("waiting.not_sent")}
    </span>
  );
}
