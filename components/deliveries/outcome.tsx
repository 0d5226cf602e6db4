"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import { useTimes } from "#lib/browser/times.ts";
import type { Delivery } from "#lib/domain/deliveries/delivery.ts";

/** What became of a message, in a sentence. */
export function Outcome({ delivery }: { delivery: Delivery }) {
  const { t } = useTexts();
  const times = useTimes({ isInSentence: true });
  const { state, reason, sent_at, not_before, last_error, attempts } = delivery;
  switch (state) {
    case "sent":
      return (
        <p className="text-soft">
          {t("interventions.message_sent", { when: times.dateTime(new Date(sent_at ?? delivery.queued_at)) })}
        </p>
      );
    case "queued":
      return (
        <p className="text-soft">
          {not_before
            ? t("interventions.message_waits", { when: times.dateTime(new Date(not_before)) })
            : t("interventions.message_queued", { attempts: last_error === null ? 0 : attempts })}
          {last_error && ` ${last_error}`}
        </p>
      );
    case "skipped":
      return (
        <p className="text-soft">
          {reason && t(`skip_reasons.${reason}`)}
          {reason === "customer_not_to_be_notified" && delivery.actor_name && ` (${delivery.actor_name})`}
        </p>
      );
    case "failed":
      return (
        <p className="font-medium wrap-anywhere text-danger">
          {last_error === "device_gone"
            ? t("interventions.message_device_gone")
            : t("interventions.message_failed", { error: last_error ?? "–", attempts })}
        </p>
      );
    case "expired":
      return <p className="font-medium text-danger">{t("interventions.message_expired")}</p>;
    default:
      return state satisfies never;
  }
}
