"use client";

import { useState } from "react";
import { PushTrouble, turnOffPush, turnOnPush } from "#lib/browser/push.ts";
import { lookAtPush, type PushHere, usePushHere } from "#lib/browser/push-here.ts";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useFailureText } from "../app/failure-text.ts";

type PushControl = {
  here: PushHere;
  isBusy: boolean;
  /** Why the last try came to nothing. */
  failure: string | null;
  /** From a tap only. @returns whether it is on now */
  turnOn: () => Promise<boolean>;
  turnOff: () => Promise<boolean>;
  /** The person says that the browser allows it again. */
  lookAgain: () => Promise<void>;
};

/** Push on this device, and what to say when it won't. */
export function usePush(): PushControl {
  const { t } = useTexts();
  const { account } = useSession();
  const failureText = useFailureText();
  const here = usePushHere();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function attempt(act: () => Promise<string | null>): Promise<boolean> {
    setIsBusy(true);
    setFailure(null);
    try {
      const objection = await act();
      setFailure(objection);
      return objection === null;
    } catch (error) {
      setFailure(error instanceof PushTrouble ? t(`devices.${error.why}`) : failureText(error));
      await lookAtPush().catch(() => {});
      return false;
    } finally {
      setIsBusy(false);
    }
  }

  return {
    here,
    isBusy,
    failure,
    turnOn: () =>
      attempt(async () => {
        await turnOnPush(account.id);
        return Notification.permission === "default" ? t("devices.not_granted") : null;
      }),
    turnOff: () =>
      attempt(async () => {
        await turnOffPush();
        return null;
      }),
    lookAgain: async () => {
      await attempt(async () => ((await lookAtPush()).phase === "denied" ? t("devices.still_denied") : null));
    },
  };
}
