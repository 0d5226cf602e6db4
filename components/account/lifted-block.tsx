"use client";

import { useState } from "react";
import { isInstalled, isIos } from "#lib/browser/push-ability.ts";
import { lookAtPush } from "#lib/browser/push-here.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { Button } from "../ui/button.tsx";

/** Notifications are blocked, which only the person can lift: where, in this browser. */
export function LiftedBlock({ browser }: { browser: string }) {
  const { t } = useTexts();
  const [isStill, setIsStill] = useState(false);
  return (
    <div className="grid gap-3" aria-live="polite">
      <p>{t("devices.denied", { browser })}</p>
      <p className="font-medium">{t(`devices.${howToAllow(browser)}`)}</p>
      <Button
        look="secondary"
        className="desk:justify-self-start"
        onClick={() => void lookAtPush().then(({ phase }) => setIsStill(phase === "denied"))}
      >
        {t("devices.look_again")}
      </Button>
      {isStill && <p className="text-danger">{t("devices.still_denied")}</p>}
    </div>
  );
}

function howToAllow(browser: string) {
  if (isIos()) return "denied_ios";
  if (navigator.userAgent.includes("Android")) return isInstalled() ? "denied_android_app" : "denied_android";
  if (browser === "Firefox") return "denied_firefox";
  return browser === "Safari" ? "denied_safari" : "denied_other";
}
