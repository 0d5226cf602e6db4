import { sql } from "kysely";
import type { ContactFilter } from "../domain/contacts/filter.ts";
import type { Group, GroupChanges, NewGroup } from "../domain/contacts/group.ts";
import type { CallerTransaction } from "./caller.ts";
import { fits, stateConditions } from "./contact-filter.ts";
import { likePattern } from "./like-pattern.ts";

type Row = Omit<Group, "contacts" | "active"> & { contacts: number | null; active: number | null };

/** By name; `q` is a part of name or category. Who is in a smart group is counted by its filter, one statement each. */
export async function listGroups(
  transaction: CallerTransaction,
  { q, ids }: { q?: string; ids?: readonly number[] } = {},
): Promise<Group[]> {
  const { rows } = await sql<Row>`
    select g.id, g.name, g.filter, g.version,
           exists (select from contact_group_watchers w where w.group_id = g.id and w.account_id = auth.uid()) as is_watched,
           (select jsonb_build_object('id', k.id, 'name', k.name) from group_categories k where k.id = g.category_id) as category,
           m.contacts, m.active
    from contact_groups g
    left join lateral (
      select count(*) as contacts, count(*) filter (where ${stateConditions.active}) as active
      from contact_group_members m join contacts c on c.id = m.contact_id
      where m.group_id = g.id) m on g.filter is null
    where ${q ? sql`concat_ws(' ', g.name, (select k.name from group_categories k where k.id = g.category_id)) ilike ${likePattern(q)}` : sql`true`} and ${ids ? sql`g.id = any (${ids})` : sql`true`}
    order by lower(g.name), g.id
  `.execute(transaction);
  const groups: Group[] = [];
  for (const row of rows) groups.push({ ...row, ...(await countsOf(transaction, row)) });
  return groups;
}

async function countsOf(transaction: CallerTransaction, { filter, contacts, active }: Row) {
  if (!filter) return { contacts: contacts ?? 0, active: active ?? 0 };
  return countFitting(transaction, filter);
}

async function countFitting(transaction: CallerTransaction, filter: ContactFilter) {
  const { rows } = await sql<{ contacts: number; active: number }>`
    select count(*) as contacts, count(*) filter (where ${stateConditions.active}) as active
    from contacts c where ${fits(filter)}
  `.execute(transaction);
  return rows[0] ?? { contacts: 0, active: 0 };
}

export async function groupById(transaction: CallerTransaction, id: number): Promise<Group | null> {
  return (await listGroups(transaction, { ids: [id] }))[0] ?? null;
}

export async function insertGroup(transaction: CallerTransaction, given: NewGroup): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into contact_groups (name, category_id, filter)
    values (${given.name}, ${given.category_id ?? null}, ${given.filter ? JSON.stringify(given.filter) : null}::jsonb)
    returning id
  `.execute(transaction);
  if (!rows[0]) throw new Error("an insert answered nothing");
  return rows[0].id;
}

/** @returns its version, or null when there is no such group */
export async function lockGroup(transaction: CallerTransaction, id: number): Promise<number | null> {
  const { rows } = await sql<{ version: number }>`
    select version from contact_groups where id = ${id} for no key update
  `.execute(transaction);
  return rows[0]?.version ?? null;
}

export async function updateGroup(transaction: CallerTransaction, id: number, changes: GroupChanges): Promise<void> {
  const { name, category_id, filter } = changes;
  await sql`
    update contact_groups
    set name = coalesce(${name ?? null}, name),
        category_id = ${category_id === undefined ? sql`category_id` : sql`${category_id}::bigint`},
        filter = ${filter === undefined ? sql`filter` : sql`${JSON.stringify(filter)}::jsonb`}
    where id = ${id}
  `.execute(transaction);
}

/** Whether the caller is told of who joins and who leaves. */
export async function watchGroup(transaction: CallerTransaction, id: number, isWatched: boolean): Promise<void> {
  if (isWatched)
    await sql`
      insert into contact_group_watchers (group_id, account_id) values (${id}, auth.uid()) on conflict do nothing
    `.execute(transaction);
  else
    await sql`
      delete from contact_group_watchers where group_id = ${id} and account_id = auth.uid()
    `.execute(transaction);
}

/** @returns how many there were */
export async function deleteGroups(transaction: CallerTransaction, ids: readonly number[]): Promise<number> {
  const { numAffectedRows } = await sql`delete from contact_groups where id = any (${ids})`.execute(transaction);
  return Number(numAffectedRows);
}

export async function areFixed(transaction: CallerTransaction, ids: readonly number[]): Promise<boolean> {
  const { rows } = await sql`
    select from contact_groups g where g.id = any (${ids}) and g.filter is not null limit 1
  `.execute(transaction);
  return rows.length === 0;
}

/** Members of fixed groups. */
export async function membersOf(transaction: CallerTransaction, ids: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct m.contact_id as id from contact_group_members m where m.group_id = any (${ids}) order by 1
  `.execute(transaction);
  return rows.map(({ id }) => id);
}

export async function emptyGroups(transaction: CallerTransaction, ids: readonly number[]): Promise<void> {
  await sql`delete from contact_group_members where group_id = any (${ids})`.execute(transaction);
}

/** @returns how many were not in before */
export async function addMembers(
  transaction: CallerTransaction,
  groupIds: readonly number[],
  contactIds: readonly number[],
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into contact_group_members (group_id, contact_id)
    select g.id, c.id from unnest(${groupIds}::bigint[]) g (id)
    cross join (select c.id from contacts c where c.id = any (${contactIds}) and c.anonymised_at is null) c
    order by g.id, c.id
    on conflict do nothing
  `.execute(transaction);
  return Number(numAffectedRows);
}

/** @returns how many were in */
export async function removeMembers(
  transaction: CallerTransaction,
  groupIds: readonly number[],
  contactIds: readonly number[],
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from contact_group_members where group_id = any (${groupIds}) and contact_id = any (${contactIds})
  `.execute(transaction);
  return Number(numAffectedRows);
}

export async function mergeGroups(transaction: CallerTransaction, kept: number, merged: number): Promise<void> {
  await sql`select private.merge_groups(${kept}, ${merged})`.execute(transaction);
}
