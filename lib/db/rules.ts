import { sql } from "kysely";
import type { Rule } from "../domain/rules/rules.ts";
import type { CallerTransaction } from "./caller.ts";

export async function listRules(transaction: CallerTransaction): Promise<Rule[]> {
  const { rows } = await sql<Rule>`
    select r.status_id, r.audience, r.channel
    from notification_rules r join intervention_statuses s on s.id = r.status_id
    order by s.position, s.id, r.channel, r.audience
  `.execute(transaction);
  return rows;
}

/** One at a time, so that two who save at once do not end with a mix of both, and each sees what the other did. */
export async function lockRules(transaction: CallerTransaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('campanella.notification_rules'))`.execute(transaction);
}

/** Deletes and inserts what differs, under the lock. */
export async function replaceRules(transaction: CallerTransaction, rules: readonly Rule[]): Promise<void> {
  const wanted = sql`jsonb_to_recordset(${JSON.stringify(rules)}::jsonb)
    as w (status_id bigint, audience text, channel channel)`;
  await sql`
    delete from notification_rules r
    where not exists (select from ${wanted}
                      where w.status_id = r.status_id and w.audience = r.audience and w.channel = r.channel)
  `.execute(transaction);
  await sql`
    insert into notification_rules (status_id, audience, channel)
    select distinct w.status_id, w.audience, w.channel from ${wanted}
    on conflict do nothing
  `.execute(transaction);
}
