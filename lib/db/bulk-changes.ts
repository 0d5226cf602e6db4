import { sql } from "kysely";
import type { CallerTransaction } from "./caller.ts";
import type { LockedIntervention } from "./intervention-changes.ts";

/** Rows that nobody else changes until the transaction ends, in the order in which everybody locks them. */
export async function lockInterventions(
  transaction: CallerTransaction,
  numbers: readonly number[],
): Promise<LockedIntervention[]> {
  return transaction
    .selectFrom("interventions")
    .select(["id", "number", "version", "status_id", "answer"])
    .where("number", "in", numbers)
    .orderBy("id")
    .forNoKeyUpdate()
    .execute();
}

export type Obstacle = { id: number; reason: "status_does_not_follow" | "status_needs_field"; fields: string[] };

/**
 * What keeps interventions from entering a status; those that have it already have no obstacle.
 * @param technicianIds who would be assigned in the same step
 */
export async function statusObstacles(
  transaction: CallerTransaction,
  ids: readonly number[],
  statusId: number,
  technicianIds: readonly number[],
): Promise<Map<number, Obstacle>> {
  const isAssigning = technicianIds.length > 0;
  const { rows } = await sql<Obstacle>`
    select o.id, o.reason, o.fields from (
      select i.id, l.fields,
             case when not private.may_follow(i.status_id, s.id) then 'status_does_not_follow'
                  when l.fields <> '{}' then 'status_needs_field' end as reason
      from interventions i
      join intervention_statuses s on s.id = ${statusId}
      cross join lateral (
        select private.lacking_fields(i.id, case when ${isAssigning} then array_remove(s.required_fields, 'technician_ids')
                                                 else s.required_fields end) as fields) l
      where i.id = any (${ids}) and i.status_id is distinct from s.id) o
    where o.reason is not null
  `.execute(transaction);
  return new Map(rows.map((row) => [row.id, row]));
}

export async function setStatusOfMany(
  transaction: CallerTransaction,
  ids: readonly number[],
  statusId: number,
): Promise<void> {
  await sql`
    update interventions set status_id = ${statusId} where id = any (${ids}) and status_id is distinct from ${statusId}
  `.execute(transaction);
}

/** Whoever is assigned already stays so, and is told nothing. */
export async function assignMany(
  transaction: CallerTransaction,
  ids: readonly number[],
  technicianIds: readonly number[],
  replaces: boolean,
): Promise<void> {
  if (replaces)
    await sql`
      delete from intervention_technicians where intervention_id = any (${ids}) and contact_id <> all (${technicianIds})
    `.execute(transaction);
  await sql`
    insert into intervention_technicians (intervention_id, contact_id)
    select i.id, t.id from unnest(${ids}::bigint[]) i (id) cross join unnest(${technicianIds}::bigint[]) t (id)
    order by i.id, t.id
    on conflict do nothing
  `.execute(transaction);
}
