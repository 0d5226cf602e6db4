import { sql } from "kysely";
import type { RemovedAddress, RemovedPage, RemovedQuery } from "../domain/contacts/removed-address.ts";
import type { SuppressionScope } from "../domain/contacts/suppression.ts";
import { encodeCursor } from "../domain/cursor.ts";
import type { CallerTransaction } from "./caller.ts";
import { instantOf } from "./instant.ts";
import { likePattern } from "./like-pattern.ts";

type Row = Omit<RemovedAddress, "created_at" | "lifted_at"> & { created_at: Date; lifted_at: Date | null };

/** Newest first, with how many addresses get nothing at all. */
export async function listRemoved(transaction: CallerTransaction, query: RemovedQuery): Promise<RemovedPage> {
  const { q, channel, scope, source, state, from, to, contact_id, limit, cursor } = query;
  const conditions = [
    state === "lifted" ? sql`s.lifted_at is not null` : sql`s.lifted_at is null`,
    ...(cursor ? [sql`s.id < ${cursor[0]}`] : []),
    ...(q ? [sql`a.value ilike ${likePattern(q)}`] : []),
    ...(channel ? [sql`a.channel = ${channel}`] : []),
    ...(scope ? [sql`s.scope = ${scope}`] : []),
    ...(source ? [sql`s.source = ${source}`] : []),
    ...(from ? [sql`s.created_at >= ${from}`] : []),
    ...(to ? [sql`s.created_at < ${to}`] : []),
    ...(contact_id
      ? [sql`exists (select from contact_points p where p.address_id = a.id and p.contact_id = ${contact_id})`]
      : []),
  ];
  const { rows } = await sql<Row>`
    select s.id, a.channel, a.value, s.scope, s.source, s.created_by, s.reason, s.created_at, s.lifted_at, s.lifted_by, s.lift_reason,
           coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name) order by lower(c.name), c.id)
                     from (select c.id, c.name from contact_points p join contacts c on c.id = p.contact_id
                           where p.address_id = a.id order by lower(c.name), c.id limit 10) c), '[]') as contacts
    from suppressions s join addresses a on a.id = s.address_id
    where ${sql.join(conditions, sql` and `)}
    order by s.id desc
    limit ${limit + 1}
  `.execute(transaction);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => ({
      ...row,
      created_at: row.created_at.toISOString(),
      lifted_at: instantOf(row.lifted_at),
    })),
    next_cursor: last && rows.length > limit ? encodeCursor([last.id]) : null,
    totals: await totals(transaction),
  };
}

async function totals(transaction: CallerTransaction): Promise<RemovedPage["totals"]> {
  const { rows } = await sql<RemovedPage["totals"]>`
    select count(*) filter (where a.channel = 'email') as email, count(*) filter (where a.channel = 'phone') as phone
    from suppressions s join addresses a on a.id = s.address_id
    where s.lifted_at is null and s.scope = 'everything'
  `.execute(transaction);
  return rows[0] ?? { email: 0, phone: 0 };
}

type WhoAndWhy = { name: string; reason: string };

/** @returns how many were removed now, and how many were before */
export async function removeAddresses(
  transaction: CallerTransaction,
  addresses: readonly { channel: string; value: string }[],
  { scope, name, reason }: WhoAndWhy & { scope: SuppressionScope },
  source: "user" | "api",
): Promise<{ removed: number; already: number }> {
  const { rows } = await sql<{ removed: number; already: number }>`
    select count(*) filter (where is_new) as removed, count(*) filter (where not is_new) as already
    from private.suppress_addresses(${addresses.map(({ channel }) => channel)}, ${addresses.map(({ value }) => value)},
      ${scope}, ${name}, ${reason}, ${source})
  `.execute(transaction);
  return rows[0] ?? { removed: 0, already: 0 };
}

/** @returns how many were still suppressed */
export async function liftRemovals(
  transaction: CallerTransaction,
  ids: readonly number[],
  { name, reason }: WhoAndWhy,
) {
  const { rows } = await sql<{ lifted: number }>`
    select private.lift_suppressions(${ids}, ${name}, ${reason}) as lifted
  `.execute(transaction);
  return rows[0]?.lifted ?? 0;
}
