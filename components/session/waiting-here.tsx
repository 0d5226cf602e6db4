"use client";

import { useEffect, useState } from "react";
import { countWaiting } from "#lib/browser/device-store.ts";
import { useTexts } from "#lib/browser/texts.tsx";

/** How much waits here for somebody to sign in again; not whose. */
export function WaitingHere() {
  const { t } = useTexts();
  const [count, setCount] = useState(0);
  useEffect(() => {
    // What cannot be counted is sent all the same.
    countWaiting().then(setCount, () => {});
  }, []);
  if (count === 0) return null;
  return <p className="text-small text-soft">{t("session.waiting_here", { count })}</p>;
}
