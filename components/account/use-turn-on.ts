"use client";

import { PushTrouble, turnOnPush } from "#lib/browser/push.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useTask } from "../app/use-task.ts";

/** Asks, and says in words what came of it. @param turnOn or makes anew what was on */
export function useTurnOn(
  account: string,
  turnOn: (account: string) => Promise<void> = turnOnPush,
): { isBusy: boolean; failure: string | null; run: () => Promise<void> } {
  const { t } = useTexts();
  const task = useTask();

  const run = () =>
    task.run(
      async () => {
        await turnOn(account);
        if (Notification.permission !== "granted") task.setFailure(t("devices.not_granted"));
      },
      (error) => (error instanceof PushTrouble ? t(`devices.${error.why}`) : undefined),
    );

  return { isBusy: task.isBusy, failure: task.failure, run };
}
