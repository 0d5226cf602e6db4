import { sql } from "kysely";
import type { HandedOver, Handover } from "../domain/people/handover.ts";
import type { CallerTransaction } from "./caller.ts";

/** The open work of a technician, or those of it that are named, locked before anything is changed. */
export async function lockOpenWork(
  transaction: CallerTransaction,
  contactId: number,
  numbers: Handover["intervention_numbers"],
): Promise<{ id: number; number: number }[]> {
  const named = numbers ? sql`and i.number = any (${numbers})` : sql``;
  await sql`
    select i.id from interventions i
    where i.id in (select t.intervention_id from intervention_technicians t where t.contact_id = ${contactId} and t.is_open) ${named}
    order by i.id
    for no key update
  `.execute(transaction);
  // Once more, with what those who held the locks have done.
  const { rows } = await sql<{ id: number; number: number }>`
    select i.id, i.number
    from intervention_technicians t join interventions i on i.id = t.intervention_id
    where t.contact_id = ${contactId} and t.is_open ${named}
    order by i.number
  `.execute(transaction);
  return rows;
}

/** Whoever works on one of them already goes on, and is told nothing of it. */
export async function handOver(
  transaction: CallerTransaction,
  work: readonly { id: number; number: number }[],
  { from, to }: { from: number; to: number | null },
): Promise<HandedOver["handed_over"]> {
  const ids = work.map(({ id }) => id);
  await sql`
    delete from intervention_technicians where contact_id = ${from} and intervention_id = any (${ids})
  `.execute(transaction);
  if (to !== null)
    await sql`
      insert into intervention_technicians (intervention_id, contact_id)
      select id, ${to} from unnest(${ids}::bigint[]) id
      where not exists (select from intervention_technicians t where t.intervention_id = id and t.contact_id = ${to})
    `.execute(transaction);
  return work.map(({ number }) => number);
}
