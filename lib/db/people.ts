import { type RawBuilder, sql } from "kysely";
import { encodeCursor } from "../domain/cursor.ts";
import type { Page } from "../domain/page.ts";
import type { Group, Person, PersonDetails, PersonQuery, Suppression } from "../domain/people/person.ts";
import type { CallerTransaction } from "./caller.ts";
import { contactMatches } from "./contacts.ts";
import { instantOf } from "./instant.ts";
import { likePattern } from "./like-pattern.ts";

type PersonRow = Omit<Person, "roles" | "login"> &
  Omit<Person["login"], "expires_at"> & { is_customer: boolean; is_technician: boolean; expires_at: Date | null };

/** An account counts before an invitation; of invitations the newest does, unless it was taken back. */
const columns: RawBuilder<PersonRow> = sql`
  c.id, c.name, c.kind, c.is_customer, c.is_technician,
  (select jsonb_build_object('id', o.id, 'name', o.name) from contacts o where o.id = c.company_id) as company,
  (select x.value from contact_points p join addresses x on x.id = p.address_id
   where p.contact_id = c.id and p.channel = 'email' and p.is_default) as default_email,
  case when not a.is_active then 'inactive' when a.id is not null and a.profile_id is null then 'no_profile'
       when a.id is not null then 'active'
       when i.expires_at > now() then 'invited' when i.id is not null then 'expired' else 'none' end as state,
  a.id as account_id, l.value as email, case when a.id is null then i.expires_at end as expires_at,
  (select jsonb_build_object('id', f.id, 'key', f.key, 'name', f.name, 'level', f.level)
   from access_profiles f where f.id = case when a.id is null then i.profile_id else a.profile_id end) as profile`;

const tables = sql`
  contacts c
  left join accounts a on a.contact_id = c.id
  left join lateral (select i.* from (select n.id, n.address_id, n.profile_id, n.expires_at, n.revoked_at
                                      from invitations n where n.contact_id = c.id order by n.id desc limit 1) i
                     where i.revoked_at is null and a.id is null) i on true
  left join addresses l on l.id = coalesce(a.login_address_id, i.address_id)`;

const groupConditions: Record<Group, RawBuilder<unknown>> = {
  technician: sql`c.is_technician`,
  customer: sql`c.is_customer`,
  login: sql`a.id is not null`,
  administrator: sql`a.is_active and exists (select from access_profiles f where f.id = a.profile_id and f.level = 'administrator')`,
};

/** By name. Anonymised contacts are left out. */
export async function listPeople(
  transaction: CallerTransaction,
  { q, group, limit, cursor }: PersonQuery,
): Promise<Page<Person>> {
  const conditions = [
    sql`c.anonymised_at is null`,
    ...(cursor ? [sql`(lower(c.name), c.id) > (${cursor[0]}, ${cursor[1]})`] : []),
    ...(group ? [groupConditions[group]] : []),
    ...(q ? [contactMatches(likePattern(q))] : []),
  ];
  const { rows } = await sql<PersonRow & { sort_name: string }>`
    select ${columns}, lower(c.name) as sort_name
    from ${tables}
    where ${sql.join(conditions, sql` and `)}
    order by lower(c.name), c.id
    limit ${limit + 1}
  `.execute(transaction);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ sort_name: _, ...row }) => personOf(row)),
    next_cursor: last && rows.length > limit ? encodeCursor([last.sort_name, last.id]) : null,
  };
}

/** Null when there is none. */
export async function personById(transaction: CallerTransaction, id: number): Promise<PersonDetails | null> {
  const { rows } = await sql<PersonRow & { open_interventions: number }>`
    select ${columns},
           (select count(*) from intervention_technicians t where t.contact_id = c.id and t.is_open) as open_interventions
    from ${tables}
    where c.id = ${id} and c.anonymised_at is null
  `.execute(transaction);
  if (!rows[0]) return null;
  const { open_interventions, ...row } = rows[0];
  return {
    ...personOf(row),
    open_interventions,
    suppressions: await suppressionsOf(transaction, id),
    shared_addresses: await sharedAddresses(transaction, id),
  };
}

/** Active ones, of the contact's addresses and the login's. */
async function suppressionsOf(transaction: CallerTransaction, contactId: number): Promise<Suppression[]> {
  const { rows } = await sql<Omit<Suppression, "created_at"> & { created_at: Date }>`
    select x.value as address, s.scope, s.source, s.reason, s.created_by, s.created_at
    from suppressions s join addresses x on x.id = s.address_id
    where s.lifted_at is null
      and s.address_id in (select p.address_id from contact_points p where p.contact_id = ${contactId}
                           union select a.login_address_id from accounts a where a.contact_id = ${contactId})
    order by x.value, s.id
  `.execute(transaction);
  return rows.map(({ created_at, ...row }) => ({ ...row, created_at: created_at.toISOString() }));
}

async function sharedAddresses(transaction: CallerTransaction, contactId: number) {
  const { rows } = await sql<PersonDetails["shared_addresses"][number]>`
    select x.value as address,
           jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name) order by lower(c.name), c.id) as contacts
    from contact_points mine
    join contact_points theirs on theirs.address_id = mine.address_id and theirs.contact_id <> mine.contact_id
    join contacts c on c.id = theirs.contact_id and c.anonymised_at is null
    join addresses x on x.id = mine.address_id
    where mine.contact_id = ${contactId}
    group by x.value order by x.value
  `.execute(transaction);
  return rows;
}

function personOf(row: PersonRow): Person {
  const { is_customer, is_technician, state, account_id, email, profile, expires_at, ...rest } = row;
  return {
    ...rest,
    roles: [...(is_customer ? (["customer"] as const) : []), ...(is_technician ? (["technician"] as const) : [])],
    login: { state, account_id, email, profile, expires_at: instantOf(expires_at) },
  };
}
