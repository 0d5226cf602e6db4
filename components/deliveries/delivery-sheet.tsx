"use client";

import type { ReactNode } from "react";
import { useTexts } from "#lib/browser/texts.tsx";
import { useTimes } from "#lib/browser/times.ts";
import type { Delivery } from "#lib/domain/deliveries/delivery.ts";
import { Link } from "../app/link.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { logOf } from "./delivery-query.ts";
import { kindWords, mendOf, recipientWords } from "./delivery-words.ts";
import { Outcome } from "./outcome.tsx";
import { useResend } from "./resend.ts";
import { ResendButton } from "./resend-button.tsx";

const linkClass = "font-medium text-petrol underline-offset-2 hover:underline";

/** All that is known of one message: who, why, when, how often it was tried and what was answered. */
export default function DeliverySheet({ delivery, onClose }: { delivery: Delivery; onClose: () => void }) {
  const { t } = useTexts();
  const { shown, resend } = useResend(delivery);
  const { recipient, intervention, audiences } = shown;
  const name = recipientWords(shown, t);
  const mend = mendOf(shown, t);
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={name}
      description={kindWords(shown.kind, shown.status_name, t)}
      closeLabel={t("common.close")}
      footer={shown.is_resendable ? <ResendButton onResend={resend} /> : undefined}
    >
      <div className="grid gap-4">
        <div aria-live="polite">
          <Outcome delivery={shown} />
        </div>
        {mend && (
          <Link href={mend.href} className={`${linkClass} inline-flex min-h-12 items-center compact:min-h-9`}>
            {mend.label}
          </Link>
        )}
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 text-small">
          <Line term={t(`deliveries.${shown.channel}`)}>{shown.destination}</Line>
          <Line term={t("deliveries.because")}>
            {audiences.map((audience) => t(`interventions.audience_${audience}`)).join(", ")}
          </Line>
          <Line term={t("deliveries.kind")}>
            {intervention && (
              <Link href={`/interventions/${intervention.number}`} className={linkClass}>
                <span className="number">#{intervention.number}</span> {intervention.title}
              </Link>
            )}
          </Line>
          <Line term={t("deliveries.caused_by")}>{shown.actor_name ?? t("deliveries.by_system")}</Line>
          <Moment term={t("deliveries.queued_at")} at={shown.queued_at} />
          <Moment term={t("deliveries.not_before")} at={shown.not_before} />
          {shown.state !== "skipped" && <Line term={t("deliveries.attempts")}>{String(shown.attempts)}</Line>}
          <Moment term={t("deliveries.next_attempt")} at={shown.attempts > 0 ? shown.next_attempt_at : null} />
          <Moment term={t("deliveries.sent_at")} at={shown.sent_at} />
          <Moment term={t("deliveries.expires_at")} at={shown.state === "queued" ? shown.expires_at : null} />
          <Said term={t("deliveries.last_error")} text={shown.last_error} />
          <Said term={t("deliveries.answer")} text={shown.provider_response} />
        </dl>
        <ul className="grid border-t border-line pt-2">
          {intervention && (
            <More href={logOf({ intervention: String(intervention.number) })}>
              {t("deliveries.show_of_intervention", { number: String(intervention.number) })}
            </More>
          )}
          {recipient && (
            <More href={logOf({ contact_id: String(recipient.contact_id) })}>
              {t("deliveries.show_of_person", { name: recipient.name })}
            </More>
          )}
        </ul>
      </div>
    </Sheet>
  );
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <>
      <dt className="text-soft">{term}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </>
  );
}

function Moment({ term, at }: { term: string; at: string | null }) {
  const times = useTimes();
  if (at === null) return null;
  return (
    <Line term={term}>
      <time dateTime={at} title={times.exact(new Date(at))}>
        {times.dateTime(new Date(at))}
      </time>
    </Line>
  );
}

/** In the words of a machine elsewhere: from left to right, and not ours. */
function Said({ term, text }: { term: string; text: string | null }) {
  if (!text) return null;
  return (
    <Line term={term}>
      <code dir="ltr" className="block rounded-lg bg-sunken px-2.5 py-1.5 font-mono whitespace-pre-wrap">
        {text}
      </code>
    </Line>
  );
}

function More({ href, children }: { href: string; children: ReactNode }) {
  return (
    <li>
      <Link href={href} className={`${linkClass} flex min-h-12 items-center compact:min-h-9`}>
        <span className="min-w-0 wrap-anywhere">{children}</span>
      </Link>
    </li>
  );
}
