"use client";

import { ChevronRight, CloudUpload } from "lucide-react";
import { useEffect, useState } from "react";
import { useWaiting } from "#lib/browser/outbox/state.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { Link } from "../app/link.tsx";

/** What is on its way for less than that is not worth a word. */
const ON_ITS_WAY_MS = 3_000;

/** How much waits on this device, and the way there. */
export default function WaitingBar() {
  const { t } = useTexts();
  const waiting = useWaiting();
  const refused = waiting.filter(({ problem }) => problem !== null).length;
  const oldest = Math.min(...waiting.map(({ madeAt }) => Date.parse(madeAt)));
  const isOld = useAfter(waiting.length > 0 ? oldest + ON_ITS_WAY_MS : null);
  if (waiting.length === 0 || (refused === 0 && !isOld)) return null;
  return (
    <div className="mx-auto w-full max-w-3xl px-4 pt-3">
      <Link
        href="/waiting"
        className="flex min-h-12 items-center gap-3 rounded-xl bg-brass-wash px-4 py-2.5 text-small font-medium text-brass-ink"
      >
        <CloudUpload aria-hidden="true" className="size-5 shrink-0" />
        <span role="status" className="grow">
          {refused > 0 ? t("waiting.bar_refused", { count: refused }) : t("waiting.bar", { count: waiting.length })}
        </span>
        <ChevronRight aria-hidden="true" className="size-5 shrink-0 rtl:-scale-x-100" />
      </Link>
    </div>
  );
}

/** Whether it is later than that; null: never. A device whose clock is wrong waits no longer than another. */
function useAfter(moment: number | null): boolean {
  const [passed, setPassed] = useState<number | null>(null);
  useEffect(() => {
    if (moment === null) return;
    const left = Math.min(ON_ITS_WAY_MS, Math.max(0, moment - Date.now()));
    const timer = window.setTimeout(() => setPassed(moment), left);
    return () => window.clearTimeout(timer);
  }, [moment]);
  return moment !== null && passed === moment;
}
