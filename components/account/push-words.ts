"use client";

import { useTexts } from "#lib/browser/texts.tsx";

/** What went wrong with a push, for its owner. The text is the worker's own (lib/delivery/push-outcome.ts). */
export function usePushWords(): (error: string | null) => string {
  const { t } = useTexts();
  return (error) => {
    if (error === null) return t("devices.test_unanswered");
    if (error === "device_gone") return t("devices.error_gone");
    if (error === "expired") return t("devices.error_expired");
    if (error.startsWith("endpoint_not_allowed")) return t("devices.error_not_allowed");
    const status = /^push service answered (\d{3})/.exec(error)?.[1];
    if (!status) return t("devices.error_unreachable");
    const isPassing = status.startsWith("5") || ["408", "425", "429"].includes(status);
    return t(isPassing ? "devices.error_trouble" : "devices.error_refused", { status });
  };
}
