"use client";

import { ChevronRight, CloudUpload } from "lucide-react";
import { useEffect, useState } from "react";
import { timeKnown } from "#lib/browser/outbox/clock.ts";
import { useWaiting } from "#lib/browser/outbox/state.ts";
import type { WaitingChange } from "#lib/browser/outbox/waiting-change.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { Link } from "../app/link.tsx";

/** What is on its way for less than that is not worth a word. */
const ON_ITS_WAY_MS = 3_000;

/** How much waits on this device, and the way there. */
export default function WaitingBar() {
  const { t } = useTexts();
  const waiting = useWaiting();
  const refused = waiting.filter(({ problem }) => problem !== null).length;
  const isOld = useIsOld(waiting);
  if (waiting.length === 0 || (refused === 0 && !isOld)) return null;
  return (
    <div role="status" className="mx-auto w-full max-w-3xl px-4 pt-3">
      <Link
        href="/waiting"
        className="flex min-h-12 items-center gap-3 rounded-xl bg-brass-wash px-4 py-2.5 text-small font-medium text-brass-ink"
      >
        <CloudUpload aria-hidden="true" className="size-5 shrink-0" />
        <span className="grow">
          {[
            refused > 0 && t("waiting.bar_refused", { count: refused }),
            waiting.length > refused && t("waiting.bar", { count: waiting.length - refused }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
        <ChevronRight aria-hidden="true" className="size-5 shrink-0 rtl:-scale-x-100" />
      </Link>
    </div>
  );
}

/** Whether something has waited for longer than it takes to send it; drawn from then on until nothing waits. */
function useIsOld(waiting: readonly WaitingChange[]): boolean {
  const [isOld, setIsOld] = useState(() =>
    waiting.some(({ madeAt }) => timeKnown().getTime() - Date.parse(madeAt) > ON_ITS_WAY_MS),
  );
  useEffect(() => {
    const timer = window.setTimeout(() => setIsOld(true), ON_ITS_WAY_MS);
    return () => window.clearTimeout(timer);
  }, []);
  return isOld;
}
