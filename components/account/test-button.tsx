"use client";

import { Send } from "lucide-react";
import { useState } from "react";
import { type PushTestOutcome, testDevice } from "#lib/browser/push-test.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { PushSubscription as Device } from "#lib/domain/push-subscriptions/push-subscription.ts";
import { useFailureText } from "../app/failure-text.ts";
import { Button } from "../ui/button.tsx";
import { usePushWords } from "./push-words.ts";

type TestButtonProps = { device: Device; isHere?: boolean; onFailed?: () => void };

/** Sends a test push and says within seconds what became of it. */
export function TestButton({ device, isHere = false, onFailed }: TestButtonProps) {
  const { t } = useTexts();
  const words = usePushWords();
  const failureText = useFailureText();
  const [isBusy, setIsBusy] = useState(false);
  const [said, setSaid] = useState<{ text: string; isBad: boolean } | null>(null);

  async function test(): Promise<void> {
    setIsBusy(true);
    setSaid(null);
    try {
      const outcome = await testDevice(device.id, isHere);
      setSaid(inWords(outcome));
      if (outcome.result === "failed") onFailed?.();
    } catch (error) {
      setSaid({ text: failureText(error), isBad: true });
    } finally {
      setIsBusy(false);
    }
  }

  function inWords(outcome: PushTestOutcome): { text: string; isBad: boolean } {
    switch (outcome.result) {
      case "shown":
        return { text: t("devices.test_shown"), isBad: false };
      case "taken":
        return { text: t(isHere ? "devices.test_taken_here" : "devices.test_taken"), isBad: false };
      case "failed":
        return { text: t("devices.test_failed", { reason: words(outcome.error) }), isBad: true };
      case "waiting":
        return { text: t("devices.test_waiting", { reason: words(outcome.error) }), isBad: true };
      default:
        return outcome satisfies never;
    }
  }

  return (
    <div className="grid gap-2">
      <Button
        look="secondary"
        className="desk:justify-self-start"
        isBusy={isBusy}
        aria-label={isHere ? undefined : t("devices.test_device", { device: device.label || device.service })}
        icon={<Send aria-hidden="true" className="size-5 rtl:-scale-x-100" />}
        onClick={() => void test()}
      >
        {t(isBusy ? "devices.testing" : "devices.test")}
      </Button>
      <p role="status" className={`text-small font-medium empty:hidden ${said?.isBad ? "text-danger" : "text-petrol"}`}>
        {said?.text}
      </p>
    </div>
  );
}
