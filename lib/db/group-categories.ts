import { sql } from "kysely";
import type { Category } from "../domain/contacts/group.ts";
import type { CallerTransaction } from "./caller.ts";

/** By name. */
export async function listCategories(transaction: CallerTransaction): Promise<Category[]> {
  const { rows } = await sql<Category>`
    select k.id, k.name, (select count(*) from contact_groups g where g.category_id = k.id) as groups
    from group_categories k order by lower(k.name), k.id
  `.execute(transaction);
  return rows;
}

export async function categoryById(transaction: CallerTransaction, id: number): Promise<Category | null> {
  return (await listCategories(transaction)).find((category) => category.id === id) ?? null;
}

export async function insertCategory(transaction: CallerTransaction, name: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into group_categories (name) values (${name}) returning id
  `.execute(transaction);
  if (!rows[0]) throw new Error("an insert answered nothing");
  return rows[0].id;
}

export async function renameCategory(transaction: CallerTransaction, id: number, name: string): Promise<void> {
  await sql`update group_categories set name = ${name} where id = ${id}`.execute(transaction);
}

/** Its groups stay, without a category. @returns whether it was there */
export async function deleteCategory(transaction: CallerTransaction, id: number): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from group_categories where id = ${id}`.execute(transaction);
  return numAffectedRows === 1n;
}
