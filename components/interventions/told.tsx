"use client";

import { ChevronDown } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTexts, withTexts } from "#lib/browser/texts.tsx";
import type { Delivery } from "#lib/domain/deliveries/delivery.ts";
import { Outcome } from "../deliveries/outcome.tsx";
import { useResend } from "../deliveries/resend.ts";
import { ResendButton } from "../deliveries/resend-button.tsx";
import { ChannelMark } from "./who-is-told.tsx";

const DeliverySheet = lazy(() => withTexts("settings", import("../deliveries/delivery-sheet.tsx")));

/** Who was told of a change and who was not: a count, and when opened each message with what became of it. */
export function Told({ deliveries, isOpen }: { deliveries: Delivery[]; isOpen: boolean }) {
  const { t } = useTexts();
  const reached = deliveries.filter(
    ({ state, reason }) => state === "sent" || state === "queued" || reason === "no_device",
  );
  const people = new Set(reached.map(({ recipient }) => recipient?.contact_id)).size;
  const left = deliveries.length - reached.length;
  const [openId, setOpenId] = useState<number | null>(null);
  const open = deliveries.find(({ id }) => id === openId);
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
          <Message key={delivery.id} delivery={delivery} onOpen={() => setOpenId(delivery.id)} />
        ))}
      </ul>
      <Suspense>{open && <DeliverySheet delivery={open} onClose={() => setOpenId(null)} />}</Suspense>
    </details>
  );
}

/** Its name opens all that is known of it. */
function Message({ delivery, onOpen }: { delivery: Delivery; onOpen: () => void }) {
  const { t } = useTexts();
  const { shown, resend } = useResend(delivery);
  const { recipient, audiences, channel, destination } = shown;
  return (
    <li className="relative flex items-start gap-2">
      <ChannelMark channel={channel} />
      <div className="min-w-0 grow">
        <p className="wrap-anywhere">
          <button
            type="button"
            onClick={onOpen}
            className="text-start font-medium underline-offset-2 after:absolute after:inset-0 hover:underline"
          >
            {recipient?.name ?? t(`interventions.audience_${audiences[0] ?? "customer"}`)}
          </button>{" "}
          <span className="text-soft">
            {recipient && audiences.map((audience) => t(`interventions.audience_${audience}`)).join(", ")}
            {destination && ` · ${destination}`}
          </span>
        </p>
        <Outcome delivery={shown} />
        {shown.is_resendable && (
          <div className="relative w-fit pt-1.5">
            <ResendButton onResend={resend} name={recipient?.name} />
          </div>
        )}
      </div>
    </li>
  );
}
