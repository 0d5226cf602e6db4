import { sql } from "kysely";
import type { ToldEventKind } from "../domain/events.ts";
import type { Audience, InterventionSnapshot, Organization, RingingMessage } from "../domain/notifications/message.ts";
import type { MessageTemplate } from "../domain/notifications/template-book.ts";
import type { CallerTransaction } from "./caller.ts";

/** A bell row with the ingredients of its words: of an intervention, or of a message that is about none. */
export type NotificationRow = { id: number; audiences: Audience[]; created_at: Date; read_at: Date | null } & (
  | { kind: ToldEventKind; snapshot: InterventionSnapshot; payload: null }
  | (RingingMessage & { snapshot: null })
);

export type Bell = {
  rows: NotificationRow[];
  unreadCount: number;
  organization: Organization;
  /** What the company words itself. */
  templates: MessageTemplate[];
};

/**
 * One's own, newest first, with what is needed to word and count them; one row more than `limit` when there are more.
 * One statement: the bell is what is asked for most, and round trips are most of what it costs.
 */
export async function readBell(
  transaction: CallerTransaction,
  accountId: string,
  { limit, cursor, unread }: { limit: number; cursor?: [number]; unread: boolean },
): Promise<Bell> {
  const { rows } = await sql<
    { [Column in keyof NotificationRow]: NotificationRow[Column] | null } & Pick<Bell, "organization" | "templates"> & {
        unread_count: number;
      }
  >`
    select n.*, u.unread_count, to_jsonb(o) as organization,
           case when row_number() over (order by n.id desc) = 1 then
             (select coalesce(jsonb_agg(to_jsonb(t) - '{id,version,updated_at,updated_by}'::text[]), '[]')
              from message_templates t where t.channel = 'push') end as templates
    from (select name, language, time_zone, sender_name, sender_email, reply_to, signature, color, logo from organization) o
    cross join (select count(*) as unread_count
                from (select from notifications where account_id = ${accountId} and read_at is null limit 100) capped) u
    left join lateral (
      select n.id, n.kind, n.audiences, n.created_at, n.read_at, s.content as snapshot, n.payload
      from notifications n
      left join intervention_snapshots s on s.change_id = n.change_id and s.intervention_id = n.intervention_id
      where n.account_id = ${accountId} and n.id < ${cursor?.[0] ?? Number.MAX_SAFE_INTEGER}
        ${unread ? sql`and n.read_at is null` : sql``}
      order by n.id desc
      limit ${sql.lit(limit + 1)}
    ) n on true
    order by n.id desc
  `.execute(transaction);
  const [first] = rows;
  if (!first) throw new Error("The organization has no row");
  const { organization, templates, unread_count } = first;
  return {
    rows: rows.filter((row): row is typeof row & NotificationRow => row.id !== null),
    unreadCount: unread_count,
    organization,
    templates,
  };
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
