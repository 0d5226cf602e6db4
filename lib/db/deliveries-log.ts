import { sql } from "kysely";
import { encodeCursor } from "../domain/cursor.ts";
import type { Delivery } from "../domain/deliveries/delivery.ts";
import { maskedEmail } from "../domain/deliveries/masked-email.ts";
import type { EventKind } from "../domain/events.ts";
import type { Page } from "../domain/page.ts";
import type { CallerTransaction } from "./caller.ts";
import { instantOf } from "./instant.ts";

type DeliveryRow = Omit<Delivery, "fact" | "recipient" | "destination" | "queued_at" | "not_before" | "sent_at"> & {
  event_id: number;
  event_kind: EventKind;
  event_at: Date;
  contact_id: number | null;
  account_id: string | null;
  recipient_name: string | null;
  actor_name: string | null;
  email: string | null;
  device: string | null;
  queued_at: Date;
  not_before: Date | null;
  sent_at: Date | null;
};

/** Newest first, found by the facts of the intervention; for administrators. */
export async function listDeliveries(
  transaction: CallerTransaction,
  interventionId: number,
  { limit, cursor }: { limit: number; cursor?: [number] },
): Promise<Page<Delivery>> {
  const { rows } = await sql<DeliveryRow>`
    select d.id, e.id as event_id, e.kind as event_kind, e.created_at as event_at,
           d.contact_id, d.account_id, (select c.name from contacts c where c.id = d.contact_id) as recipient_name,
           (select h.actor_name from changes h where h.id = d.change_id) as actor_name,
           d.audiences, d.channel, (select a.value from addresses a where a.id = d.address_id) as email,
           private.device_name(d.push_subscription_id) as device,
           d.state, d.skip_reason as reason, d.attempts, d.last_error, d.queued_at, d.not_before, d.sent_at
    from intervention_events e join deliveries d on d.event_id = e.id
    where e.intervention_id = ${interventionId} and d.id < ${cursor?.[0] ?? Number.MAX_SAFE_INTEGER}
    order by d.id desc
    limit ${limit + 1}
  `.execute(transaction);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(deliveryOf),
    next_cursor: last && rows.length > limit ? encodeCursor([last.id]) : null,
  };
}

/** One new attempt; refused unless it failed. */
export async function resendDelivery(transaction: CallerTransaction, id: number): Promise<void> {
  await sql`select private.resend_delivery(${id})`.execute(transaction);
}

function deliveryOf({
  event_id,
  event_kind,
  event_at,
  contact_id,
  account_id,
  recipient_name,
  email,
  device,
  ...row
}: DeliveryRow): Delivery {
  return {
    ...row,
    fact: { id: event_id, kind: event_kind, at: event_at.toISOString() },
    recipient: contact_id === null ? null : { contact_id, account_id, name: recipient_name ?? "" },
    destination: email === null ? device : maskedEmail(email),
    queued_at: row.queued_at.toISOString(),
    not_before: instantOf(row.not_before),
    sent_at: instantOf(row.sent_at),
  };
}
