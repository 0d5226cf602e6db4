"use client";

import { Bell } from "lucide-react";
import { useEffect, useState } from "react";
import { onArrival } from "#lib/browser/live-bell.ts";
import { useTexts } from "#lib/browser/texts.tsx";

/** The bell with its count; it swings once when something new arrives, and is brass while something is unread. */
export function RingingBell({ unread }: { unread: number }) {
  const { t } = useTexts();
  const [arrivals, setArrivals] = useState(0);
  useEffect(() => onArrival(() => setArrivals((count) => count + 1)), []);
  return (
    <span className="relative">
      <Bell
        key={arrivals}
        aria-hidden="true"
        strokeWidth={unread > 0 ? 2.25 : 1.75}
        className={`size-6 origin-top ${unread > 0 ? "text-brass-ink" : ""} ${arrivals > 0 ? "animate-[ring_700ms_ease-in-out]" : ""}`}
      />
      {unread > 0 && (
        <span className="absolute -top-1.5 -end-2.5 min-w-4.5 rounded-full bg-brass px-1 text-center text-[0.6875rem] leading-4.5 font-semibold text-on-brass tabular-nums">
          <span aria-hidden="true">{unread > 99 ? "99+" : unread}</span>
          <span className="sr-only">{t("common.unread", { count: unread })}</span>
        </span>
      )}
    </span>
  );
}

/** Says what has just arrived to whoever does not see the bell swing. */
export function BellVoice() {
  const [title, setTitle] = useState("");
  useEffect(() => onArrival((row) => setTitle(row.title)), []);
  return (
    <p role="status" className="sr-only">
      {title}
    </p>
  );
}
