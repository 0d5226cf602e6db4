"use client";

import { useState } from "react";
import { PushTrouble, turnOnPush } from "#lib/browser/push.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useFailureText } from "../app/failure-text.ts";

/** Asks, and says in words what came of it. @param turnOn or makes anew what was on */
export function useTurnOn(
  account: string,
  turnOn: (account: string) => Promise<void> = turnOnPush,
): { isBusy: boolean; failure: string | null; run: () => Promise<void> } {
  const { t } = useTexts();
  const failureText = useFailureText();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function run(): Promise<void> {
    setIsBusy(true);
    setFailure(null);
    try {
      await turnOn(account);
      if (Notification.permission !== "granted") setFailure(t("devices.not_granted"));
    } catch (error) {
      setFailure(error instanceof PushTrouble ? t(`devices.${error.why}`) : failureText(error));
    } finally {
      setIsBusy(false);
    }
  }

  return { isBusy, failure, run };
}
