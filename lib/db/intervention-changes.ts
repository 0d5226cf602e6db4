import { sql } from "kysely";
import type { InterventionChanges, NewIntervention } from "../domain/interventions/intervention.ts";
import type { CallerTransaction } from "./caller.ts";

/** A row that nobody else changes until the transaction ends. */
export type LockedIntervention = {
  id: number;
  number: number;
  version: number;
  status_id: number | null;
  answer: string;
};

/** Columns that callers may set, by the name that both sides use. */
const columns = [
  "title",
  "description",
  "note",
  "answer",
  "type_id",
  "status_id",
  "priority",
  "customer_id",
  "contact_person_id",
  "site_id",
  "starts_at",
  "duration_minutes",
  "due_at",
] as const;

/** States, before the first change of a transaction, what its rows cannot say. */
export async function beginChange(
  transaction: CallerTransaction,
  { isApi, notifyCustomer }: { isApi: boolean; notifyCustomer: boolean },
): Promise<void> {
  if (!isApi && notifyCustomer) return;
  await sql`select private.begin_change(${isApi ? "api" : null}, ${notifyCustomer ? "all" : "not_customer"})`.execute(
    transaction,
  );
}

/** @returns the number of the new intervention */
export async function insertIntervention(transaction: CallerTransaction, given: NewIntervention) {
  return transaction
    .insertInto("interventions")
    .values({ title: given.title, ...columnsOf(given) })
    .returning(["id", "number"])
    .executeTakeFirstOrThrow();
}

/** Every change of an intervention locks it first, so that changes which race run one after the other. */
export async function lockIntervention(
  transaction: CallerTransaction,
  number: number,
): Promise<LockedIntervention | null> {
  const row = await transaction
    .selectFrom("interventions")
    .select(["id", "number", "version", "status_id", "answer"])
    .where("number", "=", number)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row ?? null;
}

export async function updateIntervention(transaction: CallerTransaction, id: number, changes: InterventionChanges) {
  const values = columnsOf(changes);
  if (Object.keys(values).length === 0) return;
  await transaction.updateTable("interventions").set(values).where("id", "=", id).execute();
}

/** Deletes and inserts only what differs: whoever stays is told nothing. */
export async function replaceTechnicians(
  transaction: CallerTransaction,
  interventionId: number,
  contactIds: readonly number[],
): Promise<void> {
  const rows = await transaction
    .selectFrom("intervention_technicians")
    .select("contact_id")
    .where("intervention_id", "=", interventionId)
    .execute();
  const present = new Set(rows.map((row) => row.contact_id));
  const wanted = new Set(contactIds);
  await unassign(transaction, interventionId, [...present.difference(wanted)]);
  await assign(transaction, interventionId, [...wanted.difference(present)]);
}

/** Who is assigned already stays so. */
export async function assign(
  transaction: CallerTransaction,
  interventionId: number,
  contactIds: readonly number[],
): Promise<void> {
  if (contactIds.length === 0) return;
  await transaction
    .insertInto("intervention_technicians")
    .values(contactIds.map((contact_id) => ({ intervention_id: interventionId, contact_id })))
    .execute();
}

/** Row level security leaves out silently what a caller may not delete; here that is a refusal. */
export async function unassign(
  transaction: CallerTransaction,
  interventionId: number,
  contactIds: readonly number[],
): Promise<void> {
  if (contactIds.length === 0) return;
  const { numDeletedRows } = await transaction
    .deleteFrom("intervention_technicians")
    .where("intervention_id", "=", interventionId)
    .where("contact_id", "in", contactIds)
    .executeTakeFirstOrThrow();
  if (Number(numDeletedRows) < contactIds.length)
    await sql`select private.refuse('forbidden', 'administrators_only', 'technician_ids')`.execute(transaction);
}

export async function isAssigned(transaction: CallerTransaction, interventionId: number, contactId: number) {
  const row = await transaction
    .selectFrom("intervention_technicians")
    .select("contact_id")
    .where("intervention_id", "=", interventionId)
    .where("contact_id", "=", contactId)
    .executeTakeFirst();
  return row !== undefined;
}

function columnsOf(given: Partial<Pick<InterventionChanges, (typeof columns)[number]>>) {
  return Object.fromEntries(
    columns.filter((column) => given[column] !== undefined).map((column) => [column, given[column]]),
  );
}
