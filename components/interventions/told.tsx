"use client";

import { ChevronDown, RotateCw } from "lucide-react";
import { useState } from "react";
import { changed } from "#lib/browser/answers.ts";
import { ask } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useTimes } from "#lib/browser/times.ts";
import { toast } from "#lib/browser/toasts.ts";
import type { Delivery } from "#lib/domain/deliveries/delivery.ts";
import { useFailureText } from "../app/failure-text.ts";
import { Button } from "../ui/button.tsx";
import { ChannelMark } from "./who-is-told.tsx";

/** Who was told of a change and who was not: a count, and when opened each message with what became of it. */
export function Told({ deliveries, isOpen }: { deliveries: Delivery[]; isOpen: boolean }) {
  const { t } = useTexts();
  const reached = deliveries.filter(
    ({ state, reason }) => state === "sent" || state === "queued" || reason === "no_device",
  );
  const people = new Set(reached.map(({ recipient }) => recipient?.contact_id)).size;
  const left = deliveries.length - reached.length;
  return (
    <details open={isOpen} className="group rounded-xl bg-sunken px-3 open:pb-2">
      <summary className="flex min-h-12 cursor-pointer items-center gap-2 text-small font-medium compact:min-h-9">
        {t("interventions.told_summary", { people })}
        {left > 0 && <span className="text-soft">{t("interventions.told_left", { count: left })}</span>}
        <ChevronDown
          aria-hidden="true"
          className="ms-auto size-4.5 text-soft transition-transform group-open:rotate-180"
        />
      </summary>
      <ul className="grid gap-2.5 text-small">
        {deliveries.map((delivery) => (
          <Message key={delivery.id} delivery={delivery} />
        ))}
      </ul>
    </details>
  );
}

function Message({ delivery }: { delivery: Delivery }) {
  const { t } = useTexts();
  const { recipient, audiences, channel, destination, state, id } = delivery;
  return (
    <li className="flex items-start gap-2">
      <ChannelMark channel={channel} />
      <div className="min-w-0 grow">
        <p>
          <span className="font-medium">
            {recipient?.name ?? t(`interventions.audience_${audiences[0] ?? "customer"}`)}
          </span>{" "}
          <span className="text-soft">
            {recipient && audiences.map((audience) => t(`interventions.audience_${audience}`)).join(", ")}
            {destination && ` · ${destination}`}
          </span>
        </p>
        <Outcome delivery={delivery} />
      </div>
      {state === "failed" && delivery.last_error !== "device_gone" && <Resend id={id} />}
    </li>
  );
}

function Outcome({ delivery }: { delivery: Delivery }) {
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
        <p className="font-medium text-danger">
          {t("interventions.message_failed", { error: last_error ?? "–", attempts })}
        </p>
      );
    case "expired":
      return <p className="font-medium text-danger">{t("interventions.message_expired")}</p>;
    default:
      return state satisfies never;
  }
}

function Resend({ id }: { id: number }) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const [isBusy, setIsBusy] = useState(false);

  async function resend(): Promise<void> {
    setIsBusy(true);
    try {
      await ask(`/api/deliveries/${id}/resend`, { method: "POST" });
      toast(t("interventions.resent"));
      changed((path) => path.includes("/deliveries"));
    } catch (error) {
      toast(failureText(error), { tone: "failed" });
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <Button
      look="secondary"
      size="compact"
      isBusy={isBusy}
      onClick={() => void resend()}
      icon={<RotateCw aria-hidden="true" className="size-4.5" />}
    >
      {t("interventions.resend")}
    </Button>
  );
}
