"use client";

import { BellRing, Mail } from "lucide-react";
import type { Answer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { Considered } from "#lib/domain/interventions/status-preview.ts";
import type { SkipReason } from "#lib/domain/notifications/message.ts";
import { Skeleton } from "../ui/notice.tsx";

/** Without a device a push is still a row in the bell. */
const isReached = ({ reason }: Considered) => reason === null || reason === "no_device";

/** Of a change of many: of how many of them. */
type Item = Considered & { count?: number };

type Person = {
  id: number;
  name: string;
  audiences: Considered["audiences"];
  channels: Considered["channel"][];
  count: number;
};

/** Each person once, with the channels by which they are told. */
export function peopleTold(items: readonly Item[]): Person[] {
  const people = new Map<number, Person>();
  for (const item of items) {
    const { recipient, audiences, channel, count = 1 } = item;
    if (!recipient || !isReached(item)) continue;
    const known = people.get(recipient.id) ?? { ...recipient, audiences, channels: [], count };
    people.set(recipient.id, {
      ...known,
      channels: [...new Set([...known.channels, channel])],
      count: Math.max(known.count, count),
    });
  }
  return [...people.values()];
}

/** Whether it makes a difference to the customer that "don't notify the customer" is chosen. */
export function mayTellCustomer({ items }: { items: readonly Item[] }): boolean {
  return items.some(
    (item) => item.audiences.includes("customer") && (isReached(item) || item.reason === "customer_not_to_be_notified"),
  );
}

/** Whom a status would tell, and who is meant and cannot be reached, with the reason. */
export function WhoIsTold({ preview }: { preview: Pick<Answer<{ items: readonly Item[] }>, "body" | "error"> }) {
  const { t } = useTexts();
  if (!preview.body)
    return preview.error ? null : (
      <div aria-busy="true" className="grid gap-2">
        <Skeleton className="h-4 w-32" />
        <Skeleton className="h-9 w-full" />
        <Skeleton className="h-9 w-4/5" />
      </div>
    );
  const { items } = preview.body;
  const told = peopleTold(items);
  const left = items.filter((item) => !isReached(item));
  return (
    <div className="grid gap-3" aria-live="polite">
      {told.length === 0 ? (
        <p className="text-soft">{t("interventions.nobody_is_told")}</p>
      ) : (
        <div className="grid gap-1">
          <h3 className="text-small font-semibold text-soft">{t("interventions.is_told")}</h3>
          <ul className="grid gap-1">
            {told.map(({ id, name, audiences, channels, count }) => (
              <li key={id} className="flex min-h-8 items-center gap-2">
                <span className="min-w-0 grow">
                  <span className="font-medium">{name}</span>{" "}
                  <span className="text-small text-soft">
                    {audiences.map((audience) => t(`interventions.audience_${audience}`)).join(", ")}
                  </span>
                </span>
                {count > 1 && <span className="number shrink-0 text-small text-soft">×{count}</span>}
                {channels.includes("email") && <ChannelMark channel="email" />}
                {channels.includes("push") && <ChannelMark channel="push" />}
              </li>
            ))}
          </ul>
        </div>
      )}
      {left.length > 0 && (
        <div className="grid gap-1">
          <h3 className="text-small font-semibold text-soft">{t("interventions.is_not_told")}</h3>
          <ul className="grid gap-1.5 text-small">
            {left.map((item) => (
              <li key={`${item.recipient?.id} ${item.audiences} ${item.channel} ${item.reason}`}>
                <span className="font-medium">
                  {item.recipient?.name ?? t(`interventions.audience_${item.audiences[0] ?? "customer"}`)}
                </span>{" "}
                <span className="text-soft">
                  ({t(`interventions.channel_${item.channel}`)}
                  {(item.count ?? 1) > 1 && `, ×${item.count}`}) {item.reason && t(reasonBefore(item.reason))}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

/** Of what has not happened yet, the choice is the reader's own. */
export function reasonBefore(reason: SkipReason) {
  return reason === "customer_not_to_be_notified" || reason === "own_action_muted"
    ? (`interventions.not_told_${reason}` as const)
    : (`skip_reasons.${reason}` as const);
}

export function ChannelMark({ channel }: { channel: Considered["channel"] }) {
  const { t } = useTexts();
  const Icon = channel === "email" ? Mail : BellRing;
  return (
    <span title={t(`interventions.channel_${channel}`)} className="text-soft">
      <Icon aria-hidden="true" className="size-4.5" />
      <span className="sr-only">{t(`interventions.channel_${channel}`)}</span>
    </span>
  );
}
