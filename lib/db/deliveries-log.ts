import { sql } from "kysely";
import { encodeCursor } from "../domain/cursor.ts";
import type { Delivery, DeliveryQuery } from "../domain/deliveries/delivery.ts";
import { maskedEmail } from "../domain/deliveries/masked-email.ts";
import type { EventKind } from "../domain/events.ts";
import type { Names } from "../domain/notifications/message.ts";
import { nameIn } from "../domain/notifications/names.ts";
import type { Page } from "../domain/page.ts";
import type { CallerTransaction } from "./caller.ts";
import { instantOf } from "./instant.ts";

type Instants = "queued_at" | "not_before" | "next_attempt_at" | "expires_at" | "sent_at";
type Made = "fact" | "intervention" | "status_name" | "recipient" | "destination" | "is_resendable";

type DeliveryRow = Omit<Delivery, Instants | Made> & {
  event_id: number | null;
  event_kind: EventKind | null;
  event_at: Date | null;
  number: number | null;
  title: string | null;
  status_names: Names | null;
  contact_id: number | null;
  account_id: string | null;
  recipient_name: string | null;
  email: string | null;
  device: string | null;
  queued_at: Date;
  not_before: Date | null;
  next_attempt_at: Date;
  expires_at: Date;
  sent_at: Date | null;
};

/** Newest first, of everything or of what the query names; for administrators. Times are those of queueing. */
export async function listDeliveries(
  transaction: CallerTransaction,
  query: DeliveryQuery,
  language: string,
): Promise<Page<Delivery>> {
  const { rows } = await sql<DeliveryRow>`
    select d.id, d.kind, e.id as event_id, e.kind as event_kind, e.created_at as event_at,
           i.number, coalesce(s.content ->> 'title', i.title) as title,
           case when d.kind = 'intervention.status_changed' then s.content -> 'status' -> 'names' end as status_names,
           d.contact_id, d.account_id, (select c.name from contacts c where c.id = d.contact_id) as recipient_name,
           (select h.actor_name from changes h where h.id = d.change_id) as actor_name,
           d.audiences, d.channel, (select a.value from addresses a where a.id = d.address_id) as email,
           private.device_name(d.push_subscription_id) as device,
           d.state, d.skip_reason as reason, d.attempts, d.last_error, d.provider_response,
           d.queued_at, d.not_before, d.next_attempt_at, d.expires_at, d.sent_at
    from private.found_deliveries(${query.intervention ?? null}, ${query.contact_id ?? null}, ${query.channel ?? null}::channel,
           ${query.kind ?? null}, ${query.state ?? null}::delivery_state, ${query.reason ?? null}::skip_reason,
           ${query.from ?? null}::timestamptz, ${query.to ?? null}::timestamptz,
           ${query.cursor?.[0] ?? Number.MAX_SAFE_INTEGER}, ${query.limit + 1}) f (id)
    join deliveries d on d.id = f.id
    left join intervention_events e on e.id = d.event_id
    left join interventions i on i.id = d.intervention_id
    left join intervention_snapshots s on s.change_id = d.change_id and s.intervention_id = d.intervention_id
    order by d.id desc
  `.execute(transaction);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const failed = shown.filter(({ state }) => state === "failed").map(({ id }) => id);
  const resendable = failed.length > 0 ? await resendableAmong(transaction, failed) : new Set<number>();
  return {
    items: shown.map((row) => deliveryOf(row, resendable, language)),
    next_cursor: last && rows.length > query.limit ? encodeCursor([last.id]) : null,
  };
}

async function resendableAmong(transaction: CallerTransaction, ids: number[]): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`
    select private.resendable_deliveries(${ids}::bigint[]) as id
  `.execute(transaction);
  return new Set(rows.map(({ id }) => id));
}

/** One new attempt; refused unless it failed. */
export async function resendDelivery(transaction: CallerTransaction, id: number): Promise<void> {
  await sql`select private.resend_delivery(${id})`.execute(transaction);
}

function deliveryOf(
  {
    event_id,
    event_kind,
    event_at,
    number,
    title,
    status_names,
    contact_id,
    account_id,
    recipient_name,
    email,
    device,
    ...row
  }: DeliveryRow,
  resendable: ReadonlySet<number>,
  language: string,
): Delivery {
  return {
    ...row,
    fact: event_id && event_kind && event_at ? { id: event_id, kind: event_kind, at: event_at.toISOString() } : null,
    intervention: number === null ? null : { number, title: title ?? "" },
    status_name: status_names && nameIn(status_names, [language]),
    recipient: contact_id === null ? null : { contact_id, account_id, name: recipient_name ?? "" },
    destination: email === null ? device : maskedEmail(email),
    is_resendable: resendable.has(row.id),
    queued_at: row.queued_at.toISOString(),
    not_before: instantOf(row.not_before),
    next_attempt_at: row.state === "queued" ? instantOf(row.next_attempt_at) : null,
    expires_at: row.expires_at.toISOString(),
    sent_at: instantOf(row.sent_at),
  };
}
