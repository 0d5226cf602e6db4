import { sql } from "kysely";
import type {
  PushSubscription,
  PushSubscriptionInput,
  PushTest,
} from "../domain/push-subscriptions/push-subscription.ts";
import type { CallerTransaction } from "./caller.ts";
import { instantOf } from "./instant.ts";

/** The newest login on a device takes it over. */
export async function savePushSubscription(
  transaction: CallerTransaction,
  { endpoint, keys, label }: PushSubscriptionInput,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select private.save_push_subscription(${endpoint}, ${keys.p256dh}, ${keys.auth}, ${label}) as id
  `.execute(transaction);
  if (!rows[0]) throw new Error("private.save_push_subscription answered nothing");
  return rows[0].id;
}

/** One's own devices, the newest first. */
export async function listPushSubscriptions(
  transaction: CallerTransaction,
  accountId: string,
): Promise<PushSubscription[]> {
  const rows = await transaction
    .selectFrom("push_subscriptions")
    .select(["id", "label", "endpoint", "created_at", "last_seen_at", "last_success_at", "last_error_at", "last_error"])
    .where("account_id", "=", accountId)
    .where("removed_at", "is", null)
    .orderBy("id", "desc")
    .execute();
  return rows.map(({ endpoint, ...row }) => ({
    ...row,
    service: new URL(endpoint).host,
    created_at: row.created_at.toISOString(),
    last_seen_at: row.last_seen_at.toISOString(),
    last_success_at: instantOf(row.last_success_at),
    last_error_at: instantOf(row.last_error_at),
  }));
}

export async function removePushSubscription(transaction: CallerTransaction, id: number): Promise<void> {
  await sql`select private.remove_push_subscription(${id})`.execute(transaction);
}

/** @returns the delivery that carries the test */
export async function testPushSubscription(transaction: CallerTransaction, id: number): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select private.test_push_subscription(${id}) as id
  `.execute(transaction);
  if (!rows[0]) throw new Error("private.test_push_subscription answered nothing");
  return rows[0].id;
}

/** Of one's own; null when there was no such test. The device may be gone since. */
export async function pushTest(
  transaction: CallerTransaction,
  accountId: string,
  subscriptionId: number,
  deliveryId: number,
): Promise<PushTest | null> {
  const row = await transaction
    .selectFrom("deliveries")
    .select(["id as delivery_id", "state", "last_error", "queued_at", "sent_at"])
    .where("id", "=", deliveryId)
    .where("kind", "=", "push.tested")
    .where("account_id", "=", accountId)
    .where("push_subscription_id", "=", subscriptionId)
    .executeTakeFirst();
  if (!row) return null;
  const { queued_at, sent_at, ...test } = row;
  return { ...test, requested_at: queued_at.toISOString(), sent_at: instantOf(sent_at) };
}
