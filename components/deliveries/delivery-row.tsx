"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import { type Times, useTimes } from "#lib/browser/times.ts";
import type { Delivery } from "#lib/domain/deliveries/delivery.ts";
import { Link } from "../app/link.tsx";
import { ChannelMark } from "../interventions/who-is-told.tsx";
import { kindWords, mendOf, recipientWords } from "./delivery-words.ts";
import { Outcome } from "./outcome.tsx";
import { useResend } from "./resend.ts";
import { ResendButton } from "./resend-button.tsx";

type RowProps = { delivery: Delivery; times: Times; onOpen: () => void };

/** Who, by what, of what, when, and what became of it; all of it opens the rest. */
export function DeliveryRow({ delivery, times, onOpen }: RowProps) {
  const { t } = useTexts();
  const { shown, resend } = useResend(delivery);
  const { audiences, channel, destination, intervention, recipient } = shown;
  const at = new Date(shown.queued_at);
  const name = recipientWords(shown, t);
  const what = kindWords(shown.kind, shown.status_name, t);
  const mend = mendOf(shown, t);
  return (
    <li className="relative flex gap-3 px-5 py-3 hover:bg-sunken/60 compact:py-2">
      <button
        type="button"
        aria-label={t("deliveries.open", { name, what })}
        onClick={onOpen}
        className="absolute inset-0 -outline-offset-2"
      />
      <span className="pt-0.5">
        <ChannelMark channel={channel} />
      </span>
      <div className="grid min-w-0 grow gap-x-6 gap-y-0.5 desk:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <div className="min-w-0">
          <p className="wrap-anywhere">
            <span className="font-medium">{name}</span>{" "}
            <span className="text-small text-soft">
              {recipient && audiences.map((audience) => t(`interventions.audience_${audience}`)).join(", ")}
            </span>
          </p>
          {destination && <p className="wrap-anywhere text-small text-soft">{destination}</p>}
        </div>
        <div className="grid min-w-0 content-start gap-0.5 text-small">
          <p className="line-clamp-3 wrap-anywhere">
            {what}
            {intervention && (
              <>
                {" · "}
                <Link
                  href={`/interventions/${intervention.number}`}
                  className="relative font-medium text-petrol underline-offset-2 hover:underline"
                >
                  <span className="number">#{intervention.number}</span> {intervention.title}
                </Link>
              </>
            )}
          </p>
          <Outcome delivery={shown} />
          {shown.state === "queued" && <NextTry delivery={shown} />}
          {mend && (
            <Link
              href={mend.href}
              className="relative inline-flex min-h-12 items-center justify-self-start font-medium wrap-anywhere text-petrol underline-offset-2 hover:underline compact:min-h-8"
            >
              {mend.label}
            </Link>
          )}
          {shown.is_resendable && (
            <div className="relative justify-self-start pt-1.5">
              <ResendButton onResend={resend} name={name} />
            </div>
          )}
        </div>
      </div>
      <time dateTime={shown.queued_at} title={times.exact(at)} className="number shrink-0 text-small text-soft">
        {times.time(at)}
      </time>
    </li>
  );
}

/** Only where it is put off: what has just been queued leaves by itself. */
function NextTry({ delivery }: { delivery: Delivery }) {
  const { t } = useTexts();
  const times = useTimes({ isInSentence: true });
  const { last_error, next_attempt_at } = delivery;
  if (last_error === null || next_attempt_at === null) return null;
  return <p className="text-soft">{t("deliveries.next_try", { when: times.dateTime(new Date(next_attempt_at)) })}</p>;
}
