import { sql } from "kysely";
import type { ToldEventKind } from "../domain/events.ts";
import type { Audience, InterventionSnapshot, Organization } from "../domain/notifications/message.ts";
import type { CallerTransaction } from "./caller.ts";

/** A bell row with the ingredients of its words. */
export type NotificationRow = {
  id: number;
  kind: ToldEventKind;
  audiences: Audience[];
  created_at: Date;
  read_at: Date | null;
  snapshot: InterventionSnapshot;
};

/** One's own, newest first; one row more than `limit` when there are more. */
export async function listNotifications(
  transaction: CallerTransaction,
  accountId: string,
  { limit, cursor, unread }: { limit: number; cursor?: [number]; unread: boolean },
): Promise<NotificationRow[]> {
  const { rows } = await sql<NotificationRow>`
    select n.id, n.kind, n.audiences, n.created_at, n.read_at, s.content as snapshot
    from notifications n
    join intervention_snapshots s on s.change_id = n.change_id and s.intervention_id = n.intervention_id
    where n.account_id = ${accountId} and n.id < ${cursor?.[0] ?? Number.MAX_SAFE_INTEGER}
      ${unread ? sql`and n.read_at is null` : sql``}
    order by n.id desc
    limit ${limit + 1}
  `.execute(transaction);
  return rows;
}

/** Capped at 100: a badge says 99+ at the most. */
export async function unreadCount(transaction: CallerTransaction, accountId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count
    from (select from notifications where account_id = ${accountId} and read_at is null limit 100) capped
  `.execute(transaction);
  return rows[0]?.count ?? 0;
}

/** @returns whether there is such a row; marking twice keeps the first time */
export async function markRead(transaction: CallerTransaction, accountId: string, id: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update notifications set read_at = coalesce(read_at, now()) where id = ${id} and account_id = ${accountId}
  `.execute(transaction);
  return Number(numAffectedRows) === 1;
}

export async function markUnread(transaction: CallerTransaction, accountId: string, id: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update notifications set read_at = null where id = ${id} and account_id = ${accountId}
  `.execute(transaction);
  return Number(numAffectedRows) === 1;
}

export async function markAllRead(transaction: CallerTransaction, accountId: string): Promise<void> {
  await sql`
    update notifications set read_at = now() where account_id = ${accountId} and read_at is null
  `.execute(transaction);
}

/** The company, as messages name it. */
export async function messageOrganization(transaction: CallerTransaction): Promise<Organization> {
  return transaction
    .selectFrom("organization")
    .select(["name", "language", "time_zone", "sender_name", "sender_email", "reply_to", "signature"])
    .executeTakeFirstOrThrow();
}
