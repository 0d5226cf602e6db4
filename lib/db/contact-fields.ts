import { sql } from "kysely";
import type { NewOwnField, OwnField } from "../domain/contacts/own-field.ts";
import { type CallerTransaction, takeTime } from "./caller.ts";

/** In the company's order. */
export async function listContactFields(transaction: CallerTransaction): Promise<OwnField[]> {
  const { rows } = await sql<OwnField>`
    select f.id, f.key, f.name, f.type, coalesce(u.contacts, 0) as contacts
    from contact_fields f left join private.contact_field_uses() u on u.field_id = f.id
    order by f.position, f.id
  `.execute(transaction);
  return rows;
}

/** The same without counting, which takes a while in a large registry. */
export async function ownFields(transaction: CallerTransaction): Promise<Omit<OwnField, "contacts">[]> {
  const { rows } = await sql<Omit<OwnField, "contacts">>`
    select f.id, f.key, f.name, f.type from contact_fields f order by f.position, f.id
  `.execute(transaction);
  return rows;
}

export async function contactFieldById(transaction: CallerTransaction, id: number): Promise<OwnField | null> {
  return (await listContactFields(transaction)).find((field) => field.id === id) ?? null;
}

export async function insertContactField(transaction: CallerTransaction, given: NewOwnField): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into contact_fields (name, type) values (${given.name}, ${given.type}) returning id
  `.execute(transaction);
  if (!rows[0]) throw new Error("an insert answered nothing");
  return rows[0].id;
}

/** @returns whether it is there */
export async function renameContactField(transaction: CallerTransaction, id: number, name: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update contact_fields set name = ${name} where id = ${id}`.execute(transaction);
  return numAffectedRows === 1n;
}

const ERASED_AT_ONCE = 10_000;

/** @returns of how many contacts */
async function eraseSome(transaction: CallerTransaction, id: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update contacts c set own_fields = c.own_fields - had.key
    from (select k.id, f.key from contact_fields f join contacts k on k.own_fields ? f.key
          where f.id = ${id} order by k.id limit ${ERASED_AT_ONCE}) had
    where c.id = had.id
  `.execute(transaction);
  return Number(numAffectedRows);
}

/** Its values go with it, of every contact. @returns whether it was there */
export async function deleteContactField(transaction: CallerTransaction, id: number): Promise<boolean> {
  await takeTime(transaction);
  // The table would erase all of them itself, in one statement that takes as long as all of these.
  while ((await eraseSome(transaction, id)) === ERASED_AT_ONCE);
  const { numAffectedRows } = await sql`delete from contact_fields where id = ${id}`.execute(transaction);
  return numAffectedRows === 1n;
}
