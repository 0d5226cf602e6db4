import { type RawBuilder, sql } from "kysely";
import type { Contact, ContactChanges, ContactQuery, NewContact } from "../domain/contacts/contact.ts";
import { encodeCursor } from "../domain/cursor.ts";
import type { Page } from "../domain/page.ts";
import type { CallerTransaction } from "./caller.ts";
import { likePattern } from "./like-pattern.ts";

type ContactRow = Omit<Contact, "roles" | "created_at" | "updated_at"> & {
  is_customer: boolean;
  is_technician: boolean;
  created_at: Date;
  updated_at: Date;
};

const columns: RawBuilder<ContactRow> = sql`
  c.id, c.version, c.name, c.kind, c.is_customer, c.is_technician, c.code, c.language, c.note, c.own_fields, c.created_at, c.updated_at,
  (select jsonb_build_object('id', o.id, 'name', o.name) from contacts o where o.id = c.company_id) as company,
  (select coalesce(jsonb_agg(jsonb_build_object('channel', p.channel, 'value', a.value, 'typed', p.typed,
                     'label', p.label, 'is_default', p.is_default) order by p.channel, p.is_default desc, p.id), '[]')
   from contact_points p join addresses a on a.id = p.address_id where p.contact_id = c.id) as contact_points,
  (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'street', s.street,
                     'postal_code', s.postal_code, 'city', s.city, 'country', s.country, 'latitude', s.latitude,
                     'longitude', s.longitude, 'access_note', s.access_note, 'is_default', s.is_default)
                   order by s.is_default desc, s.id), '[]')
   from sites s where s.contact_id = c.id and s.archived_at is null) as sites`;

/** By name. Anonymised contacts are left out. A technician's list starts from the few that technicians may see. */
export async function listContacts(
  transaction: CallerTransaction,
  { q, role, company_id, limit, cursor }: ContactQuery,
  isAdmin: boolean,
): Promise<Page<Contact>> {
  const conditions = [
    sql`c.anonymised_at is null`,
    ...(isAdmin ? [] : [sql`c.id in (select private.known_contacts())`]),
    ...(cursor ? [sql`(lower(c.name), c.id) > (${cursor[0]}, ${cursor[1]})`] : []),
    ...(role === "customer" ? [sql`c.is_customer`] : []),
    ...(role === "technician" ? [sql`c.is_technician`] : []),
    ...(company_id === undefined ? [] : [sql`c.company_id = ${company_id}`]),
    ...(q ? [isAdmin ? sql`c.id in (select private.contacts_found(${q}))` : contactMatches(likePattern(q))] : []),
  ];
  const { rows } = await sql<ContactRow & { sort_name: string }>`
    select ${columns}, lower(c.name) as sort_name
    from contacts c
    where ${sql.join(conditions, sql` and `)}
    order by lower(c.name), c.id
    limit ${limit + 1}
  `.execute(transaction);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ sort_name: _, ...row }) => contactOf(row)),
    next_cursor: last && rows.length > limit ? encodeCursor([last.sort_name, last.id]) : null,
  };
}

/** Null when there is none, or the caller may not see it. */
export async function contactById(transaction: CallerTransaction, id: number): Promise<Contact | null> {
  const { rows } = await sql<ContactRow>`select ${columns} from contacts c where c.id = ${id}`.execute(transaction);
  return rows[0] ? contactOf(rows[0]) : null;
}

/** Those of them that the caller may see. */
export async function contactsById(transaction: CallerTransaction, ids: readonly number[]): Promise<Contact[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<ContactRow>`
    select ${columns} from contacts c where c.id = any (${ids}) order by c.id`.execute(transaction);
  return rows.map(contactOf);
}

export async function insertContact(transaction: CallerTransaction, given: NewContact): Promise<number> {
  const { id } = await transaction
    .insertInto("contacts")
    .values({ name: given.name, ...columnsOf(given, sql`'{}'`) })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** @returns its version, or null when there is no such contact */
export async function lockContact(transaction: CallerTransaction, id: number): Promise<number | null> {
  const row = await transaction
    .selectFrom("contacts")
    .select("version")
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row?.version ?? null;
}

export async function updateContact(transaction: CallerTransaction, id: number, changes: ContactChanges) {
  const values = columnsOf(changes, sql`own_fields`);
  if (Object.keys(values).length === 0) return;
  await transaction.updateTable("contacts").set(values).where("id", "=", id).execute();
}

/** @param before own fields that stay unless they are named */
function columnsOf(
  { name, kind, code, company_id, language, note, roles, own_fields }: ContactChanges,
  before: RawBuilder<unknown>,
) {
  const given = {
    name,
    kind,
    code,
    company_id,
    language,
    note,
    is_customer: roles?.includes("customer"),
    is_technician: roles?.includes("technician"),
    own_fields: own_fields && sql<string>`jsonb_strip_nulls(${before}::jsonb || ${JSON.stringify(own_fields)}::jsonb)`,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** Of a contact `c`: part of its name, code, e-mail address or phone number. */
function contactMatches(pattern: string) {
  return sql`(c.name ilike ${pattern} or c.code ilike ${pattern}
    or exists (select from contact_points p join addresses a on a.id = p.address_id
               where p.contact_id = c.id and (p.typed ilike ${pattern} or a.value ilike ${pattern})))`;
}

function contactOf({ is_customer, is_technician, created_at, updated_at, ...row }: ContactRow): Contact {
  return {
    ...row,
    roles: [...(is_customer ? (["customer"] as const) : []), ...(is_technician ? (["technician"] as const) : [])],
    created_at: created_at.toISOString(),
    updated_at: updated_at.toISOString(),
  };
}
