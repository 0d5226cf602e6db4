import { sql } from "kysely";
import type { CallerTransaction } from "./caller.ts";

/** Own fields are removed, never archived. */
const inUse = {
  intervention_statuses: sql`archived_at is null`,
  intervention_types: sql`archived_at is null`,
  contact_fields: sql`true`,
};

/** @returns false, and nothing is changed, when `ids` are not those that are in use */
export async function setOrder(
  transaction: CallerTransaction,
  table: keyof typeof inUse,
  ids: readonly number[],
): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`
    select id from ${sql.table(table)} where ${inUse[table]} order by id for update
  `.execute(transaction);
  const given = new Set(ids);
  if (rows.length !== given.size || rows.some(({ id }) => !given.has(id))) return false;
  await sql`
    update ${sql.table(table)} t set position = wanted.place
    from unnest(${ids}::bigint[]) with ordinality as wanted (id, place)
    where t.id = wanted.id and t.position <> wanted.place
  `.execute(transaction);
  return true;
}
