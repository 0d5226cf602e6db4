"use client";

import { browserName, isInstalled, isIos } from "#lib/browser/push-ability.ts";
import { useTexts } from "#lib/browser/texts.tsx";

/** iOS has push for installed apps only. */
export function HowToInstall() {
  const { t } = useTexts();
  return (
    <div className="grid gap-2">
      <p>{t("devices.ios")}</p>
      <ol className="grid list-decimal gap-1 ps-5">
        <li>{t("devices.ios_share")}</li>
        <li>{t("devices.ios_add")}</li>
        <li>{t("devices.ios_open")}</li>
      </ol>
    </div>
  );
}

/** A page cannot ask twice; where the browser keeps its answer differs. */
export function HowToAllow() {
  const { t } = useTexts();
  const browser = browserName();
  return (
    <div className="grid gap-1">
      <p>{t("devices.denied", { browser })}</p>
      <p className="text-soft">{t(`devices.denied_${placeOf(browser)}`)}</p>
    </div>
  );
}

function placeOf(browser: string) {
  if (isIos()) return "ios";
  if (navigator.userAgent.includes("Android")) return isInstalled() ? "android_app" : "android";
  if (browser === "Firefox") return "firefox";
  return browser === "Safari" ? "safari" : "other";
}
