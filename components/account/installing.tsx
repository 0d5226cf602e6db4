"use client";

import { useTexts } from "#lib/browser/texts.tsx";

/** On an iPhone or iPad pushes come to the installed app only: how to install it. */
export function Installing() {
  const { t } = useTexts();
  return (
    <div className="grid gap-2">
      <p>{t("devices.ios")}</p>
      <ol className="ms-5 grid list-decimal gap-1 marker:font-semibold marker:text-petrol">
        <li>{t("devices.ios_share")}</li>
        <li>{t("devices.ios_add")}</li>
        <li>{t("devices.ios_open")}</li>
      </ol>
    </div>
  );
}
