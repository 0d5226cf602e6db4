"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import { useNow, useTimes } from "#lib/browser/times.ts";
import type { PushSubscription as Device } from "#lib/domain/push-subscriptions/push-subscription.ts";
import { usePushWords } from "./push-words.ts";

/** Whether the last push to it did not get through. */
export function isFailing({ last_success_at, last_error_at }: Device): boolean {
  return last_error_at !== null && (last_success_at === null || last_error_at > last_success_at);
}

/** When a push last got through to a device, and what has gone wrong since. */
export function DeviceHealth({ device }: { device: Device }) {
  const { t } = useTexts();
  const words = usePushWords();
  const times = useTimes({ isInSentence: true });
  const now = useNow();
  const { last_success_at: success, last_error_at: failure, last_error } = device;
  const ago = (at: string) => times.ago(new Date(at), now);
  const exact = (at: string) => times.exact(new Date(at));
  return (
    <div className="text-small text-soft">
      {success ? (
        <p title={exact(success)}>{t("devices.last_success", { when: ago(success) })}</p>
      ) : (
        <p>{t("devices.nothing_yet")}</p>
      )}
      {failure && isFailing(device) && (
        <p title={exact(failure)} className="text-danger">
          {t("devices.error", { when: ago(failure), reason: words(last_error) })}
        </p>
      )}
    </div>
  );
}
