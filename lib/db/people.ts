import { type RawBuilder, sql } from "kysely";
import type { addressChannels } from "../domain/contacts/contact.ts";
import type { ContactFilter } from "../domain/contacts/filter.ts";
import { encodeCursor } from "../domain/cursor.ts";
import type { Page } from "../domain/page.ts";
import type { Person, PersonCounts, PersonDetails, PersonQuery, Reach, Suppression } from "../domain/people/person.ts";
import type { CallerTransaction } from "./caller.ts";
import { fits, stateConditions } from "./contact-filter.ts";
import { instantOf } from "./instant.ts";

type PersonRow = Omit<
  Person,
  "roles" | "login" | "created_at" | "last_mailed_at" | "default_email" | "email" | "phone"
> &
  Omit<Person["login"], "expires_at"> & {
    is_customer: boolean;
    is_technician: boolean;
    created_at: Date;
    last_mailed_at: Date | null;
    email_reach: Reach;
    phone_reach: Reach;
    default_email: string | null;
    expires_at: Date | null;
  };

/** The default of a channel, or the first. */
const reach = (channel: (typeof addressChannels)[number]): RawBuilder<Reach> => sql`
  (select jsonb_build_object('value', x.value, 'is_blocked', exists (select from suppressions b
            where b.address_id = x.id and b.lifted_at is null and b.scope = 'everything'))
   from contact_points p join addresses x on x.id = p.address_id
   where p.contact_id = c.id and p.channel = ${sql.lit(channel)} order by p.is_default desc, p.id limit 1)`;

/** An account counts before an invitation; of invitations the newest does, unless it was taken back. */
const columns: RawBuilder<PersonRow> = sql`
  c.id, c.name, c.kind, c.code, c.is_customer, c.is_technician, c.language, c.own_fields, c.created_at,
  (select jsonb_build_object('id', o.id, 'name', o.name) from contacts o where o.id = c.company_id) as company,
  ${reach("email")} as email_reach, ${reach("phone")} as phone_reach,
  (select x.value from contact_points p join addresses x on x.id = p.address_id
   where p.contact_id = c.id and p.channel = 'email' and p.is_default) as default_email,
  (select s.city from sites s where s.contact_id = c.id and s.archived_at is null
   order by s.is_default desc, s.id limit 1) as city,
  (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) order by lower(g.name), g.id), '[]')
   from contact_group_members m join contact_groups g on g.id = m.group_id where m.contact_id = c.id) as groups,
  (select d.sent_at from deliveries d where d.contact_id = c.id and d.channel = 'email' and d.state = 'sent'
   order by d.id desc limit 1) as last_mailed_at,
  case when not a.is_active then 'inactive' when a.id is not null and a.profile_id is null then 'no_profile'
       when a.id is not null then 'active'
       when i.expires_at > now() then 'invited' when i.id is not null then 'expired' else 'none' end as state,
  a.id as account_id,
  -- Not joined, nor by coalesce(): to PostgreSQL that may leak what a policy hides, so it would read all addresses first.
  (select l.value from addresses l where l.id = case when a.id is null then i.address_id else a.login_address_id end) as email, case when a.id is null then i.expires_at end as expires_at,
  (select jsonb_build_object('id', f.id, 'key', f.key, 'name', f.name, 'level', f.level)
   from access_profiles f where f.id = case when a.id is null then i.profile_id else a.profile_id end) as profile`;

const tables = sql`
  contacts c
  left join accounts a on a.contact_id = c.id
  left join lateral (select i.* from (select n.id, n.address_id, n.profile_id, n.expires_at, n.revoked_at
                                      from invitations n where n.contact_id = c.id order by n.id desc limit 1) i
                     where i.revoked_at is null and a.id is null) i on true`;

/** What rows are sorted by, each an index; ids grow with the time at which contacts are added. */
const sortKeys: Record<string, RawBuilder<string | null>> = {
  name: sql`lower(c.name)`,
  created_at: sql`null::text`,
  code: sql`coalesce(lower(c.code), '\uffff')`,
};

/** Whoever fits, in the order that is asked for. */
export async function listPeople(
  transaction: CallerTransaction,
  { filter = {}, sort, limit, cursor }: PersonQuery,
): Promise<Page<Person> & { is_similar: boolean }> {
  const isDescending = sort.startsWith("-");
  const key = sortKeys[sort.replace("-", "")] ?? sortKeys.name;
  const order = isDescending ? sql`desc` : sql`asc`;
  const after = isDescending ? sql`<` : sql`>`;
  const isById = sort.endsWith("created_at");
  const further =
    cursor && (isById ? sql`c.id ${after} ${cursor[2]}` : sql`(${key}, c.id) ${after} (${cursor[1]}, ${cursor[2]})`);
  const { rows } = await sql<PersonRow & { sort_key: string | null }>`
    select ${columns}, ${key} as sort_key
    from ${tables}
    where ${fits(filter)} ${further ? sql`and ${further}` : sql``}
    order by ${isById ? sql`c.id ${order}` : sql`${key} ${order}, c.id ${order}`}
    limit ${limit + 1}
  `.execute(transaction);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ sort_key: _, ...row }) => personOf(row)),
    next_cursor: last && rows.length > limit ? encodeCursor([sort, last.sort_key, last.id]) : null,
    is_similar: filter.q !== undefined && shown.length > 0 && !(await hasExactly(transaction, filter.q)),
  };
}

async function hasExactly(transaction: CallerTransaction, query: string): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`select private.has_contacts_with(${query}) as has`.execute(transaction);
  return rows[0]?.has === true;
}

/** How many fit, whatever state is asked for, and how many of them are in each. */
export async function countPeople(transaction: CallerTransaction, filter: ContactFilter = {}): Promise<PersonCounts> {
  const { state: _, ...others } = filter;
  const { rows } = await sql<{ all: number; active: number; unreachable: number }>`
    select count(*) as all, count(*) filter (where ${stateConditions.active}) as active,
           count(*) filter (where ${stateConditions.unreachable}) as unreachable
    from contacts c where ${fits(others)}
  `.execute(transaction);
  const { all, active, unreachable } = rows[0] ?? { all: 0, active: 0, unreachable: 0 };
  return { all, by_state: { active, blocked: all - active - unreachable, unreachable } };
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
    select s.id, x.value as address, s.scope, s.source, s.reason, s.created_by, s.created_at
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
  const { is_customer, is_technician, state, account_id, email, profile, expires_at, ...others } = row;
  const { created_at, last_mailed_at, email_reach, phone_reach, ...rest } = others;
  return {
    ...rest,
    created_at: created_at.toISOString(),
    last_mailed_at: instantOf(last_mailed_at),
    email: email_reach,
    phone: phone_reach,
    roles: [...(is_customer ? (["customer"] as const) : []), ...(is_technician ? (["technician"] as const) : [])],
    login: { state, account_id, email, profile, expires_at: instantOf(expires_at) },
  };
}
