import { sql } from "kysely";
import { type ContactEvent, longestHistory } from "../domain/contacts/contact-event.ts";
import type { CallerTransaction } from "./caller.ts";

type Row = Omit<ContactEvent, "created_at"> & { created_at: Date };

/** Newest first: what happened to a contact, and what was said about the addresses that it has. */
export async function listContactEvents(transaction: CallerTransaction, contactId: number): Promise<ContactEvent[]> {
  const { rows } = await sql<Row>`
    with said as (
      select s.*, x.value as address
      from suppressions s join addresses x on x.id = s.address_id
      where s.address_id in (select p.address_id from contact_points p where p.contact_id = ${contactId}
                             union select a.login_address_id from accounts a where a.contact_id = ${contactId})
    )
    select 'event-' || e.id as id, e.kind, e.created_at, c.actor_name, c.origin,
           case e.kind when 'contact.changed' then e.value end as changes,
           case when e.kind in ('contact.joined_group', 'contact.left_group') then e.value end as "group",
           null as address, null as scope, null as reason
    from contact_events e left join changes c on c.id = e.change_id
    where e.contact_id = ${contactId} and e.value is distinct from '{}'
    union all
    select 'suppression-' || s.id, 'address.suppressed', s.created_at, nullif(s.created_by, ''), s.source, null, null, s.address, s.scope, nullif(s.reason, '')
    from said s
    union all
    select 'lift-' || s.id, 'address.lifted', s.lifted_at, nullif(s.lifted_by, ''), 'admin', null, null, s.address, s.scope, nullif(s.lift_reason, '')
    from said s where s.lifted_at is not null
    order by 3 desc, 1 desc
    limit ${longestHistory}
  `.execute(transaction);
  return rows.map(({ created_at, ...row }) => ({ ...row, created_at: created_at.toISOString() }));
}
