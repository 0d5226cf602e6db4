"use client";

import { useEffect, useRef } from "react";
import { useTexts } from "#lib/browser/texts.tsx";
import { Button } from "../ui/button.tsx";
import type { BellRows } from "./use-bell-rows.ts";

/** Loads what is older before the end is reached; the button is for whoever gets there first, or has no luck. */
export function Older({ bell }: { bell: BellRows }) {
  const { t } = useTexts();
  const { older, hasOlder, loadOlder } = bell;
  const end = useRef<HTMLDivElement>(null);
  const load = useRef(loadOlder);
  load.current = loadOlder;
  useEffect(() => {
    if (!end.current || older !== null || !hasOlder) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && void load.current(), {
      rootMargin: "600px",
      // At the desk it is not the window that scrolls.
      scrollMargin: "600px",
    });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [older, hasOlder]);
  return (
    <div ref={end} className="grid min-h-20 place-items-center px-4 py-4 text-small text-soft">
      <p role="status" className={older === "failed" ? "pb-2 text-danger" : "sr-only"}>
        {older === "loading" && t("bell.loading_older")}
        {older === "failed" && t("bell.older_failed")}
      </p>
      {hasOlder ? (
        <Button look="quiet" isBusy={older === "loading"} onClick={() => void loadOlder()}>
          {t("bell.older")}
        </Button>
      ) : (
        <p>{t("bell.the_end")}</p>
      )}
    </div>
  );
}
