import { sql } from "kysely";
import type { Unsubscription } from "../links/unsubscribe-token.ts";
import type { CallerTransaction } from "./caller.ts";

/** Twice is as good as once. */
export async function unsubscribe(transaction: CallerTransaction, { addressId, scope }: Unsubscription): Promise<void> {
  await sql`select private.unsubscribe(${addressId}, ${scope})`.execute(transaction);
}

/** Undoes only what a link has done. */
export async function resubscribe(transaction: CallerTransaction, { addressId, scope }: Unsubscription): Promise<void> {
  await sql`select private.resubscribe(${addressId}, ${scope})`.execute(transaction);
}

export async function isUnsubscribed(
  transaction: CallerTransaction,
  { addressId, scope }: Unsubscription,
): Promise<boolean> {
  const { rows } = await sql<{ is_unsubscribed: boolean }>`
    select private.is_unsubscribed(${addressId}, ${scope}) as is_unsubscribed
  `.execute(transaction);
  return rows[0]?.is_unsubscribed === true;
}
