"use client";

import { CloudUpload } from "lucide-react";
import { useTexts } from "#lib/browser/texts.tsx";

/** Beside what only this device knows yet; refused, the server would not have it. */
export function NotSent({ isRefused = false, className = "" }: { isRefused?: boolean; className?: string }) {
  const { t } = useTexts();
  return (
    <span className={`inline-flex items-center gap-1 text-small font-medium text-brass-ink ${className}`}>
      <CloudUpload aria-hidden="true" className="size-4 shrink-0" />
      {t(isRefused ? "jobs.not_made" : "jobs.not_sent")}
    </span>
  );
}
