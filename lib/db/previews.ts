import { sql } from "kysely";
import type { ConsideredOften } from "../domain/interventions/bulk-change.ts";
import type { Considered } from "../domain/interventions/status-preview.ts";
import type { InterventionSnapshot } from "../domain/notifications/message.ts";
import type { CallerTransaction } from "./caller.ts";

type Row = Omit<Considered, "recipient"> & { contact_id: number | null; name: string | null };

/** What `look` sees while `change` is made; then it is taken back. What its statements refuse is refused here, too. */
export async function asIf<Seen>(
  transaction: CallerTransaction,
  change: () => Promise<void>,
  look: () => Promise<Seen>,
): Promise<Seen> {
  await sql`savepoint as_if`.execute(transaction);
  await change();
  const seen = await look();
  await sql`rollback to savepoint as_if`.execute(transaction);
  // One inside of another has the same name, and would still be there.
  await sql`release savepoint as_if`.execute(transaction);
  return seen;
}

/**
 * Who is told of the change that has been made, decided now instead of at commit. What is asked for at the end of a
 * transaction is not asked here: what a status needs may be filled in before it is really set.
 */
export async function toldNow(transaction: CallerTransaction): Promise<Considered[]> {
  await sql`set constraints _900_fan_out immediate`.execute(transaction);
  const { rows } = await sql<Row>`select * from private.told_by_this_change()`.execute(transaction);
  return rows.map(consideredOf);
}

type CountedRow = Row & { count: number };

/** The same for a change of many, each person counted; for administrators. */
export async function toldNowOften(transaction: CallerTransaction): Promise<ConsideredOften[]> {
  await sql`set constraints _900_fan_out immediate`.execute(transaction);
  const { rows } = await sql<CountedRow>`
    select d.contact_id, c.name, d.audiences, d.channel, d.skip_reason as reason, count(distinct d.intervention_id) as count
    from deliveries d left join contacts c on c.id = d.contact_id
    where d.change_id = nullif(current_setting('campanella.told', true), '')::bigint
    group by d.contact_id, c.name, d.audiences, d.channel, d.skip_reason
    order by array_position('{customer,technician,admin}', d.audiences[1]), c.name, d.contact_id, d.channel, reason
  `.execute(transaction);
  return rows.map(consideredOf);
}

function consideredOf<Given extends Row>({ contact_id, name, ...row }: Given) {
  return { ...row, recipient: contact_id === null ? null : { id: contact_id, name: name ?? "" } };
}

/** What the messages of that change say, and in which language each person reads; null when nobody is told. */
export async function ingredientsNow(
  transaction: CallerTransaction,
  interventionId: number,
  contactIds: readonly number[],
): Promise<{ snapshot: InterventionSnapshot; languages: Map<number, string> } | null> {
  const snapshots = await sql<{ content: InterventionSnapshot }>`
    select content from intervention_snapshots
    where change_id = nullif(current_setting('campanella.told', true), '')::bigint and intervention_id = ${interventionId}
  `.execute(transaction);
  if (!snapshots.rows[0]) return null;
  const { rows } = await sql<{ id: number; language: string }>`
    select c.id, coalesce(a.language, c.language, o.language) as language
    from contacts c left join accounts a on a.contact_id = c.id cross join organization o
    where c.id = any (${contactIds})
  `.execute(transaction);
  return {
    snapshot: snapshots.rows[0].content,
    languages: new Map(rows.map(({ id, language }) => [id, language])),
  };
}
