import { sql } from "kysely";
import type { addressChannels } from "../domain/contacts/contact.ts";
import type { CallerTransaction } from "./caller.ts";

/** How a contact is reached: the canonical address, and as it was written. */
export type CanonicalPoint = {
  channel: (typeof addressChannels)[number];
  canonical: string;
  typed: string;
  label: string;
  is_default: boolean;
};

/** Removes, changes and adds what differs. Addresses stay for ever, with their suppressions. */
export async function replaceContactPoints(
  transaction: CallerTransaction,
  contactId: number,
  points: readonly CanonicalPoint[],
): Promise<void> {
  const addressIds: number[] = [];
  for (const point of points) addressIds.push(await addressOf(transaction, point));
  await sql`
    delete from contact_points where contact_id = ${contactId} and address_id <> all (${addressIds})
  `.execute(transaction);
  // One default for each channel: the former steps back first.
  await sql`update contact_points set is_default = false where contact_id = ${contactId} and is_default`.execute(
    transaction,
  );
  for (const [index, point] of points.entries()) {
    const addressId = addressIds[index];
    const { numAffectedRows } = await sql`
      update contact_points set label = ${point.label}, is_default = ${point.is_default}
      where contact_id = ${contactId} and address_id = ${addressId}
    `.execute(transaction);
    if (numAffectedRows) continue;
    await sql`
      insert into contact_points (contact_id, channel, address_id, typed, label, is_default)
      values (${contactId}, ${point.channel}, ${addressId}, ${point.typed}, ${point.label}, ${point.is_default})
    `.execute(transaction);
  }
}

async function addressOf(transaction: CallerTransaction, { channel, canonical }: CanonicalPoint): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select private.contact_address(${channel}, ${canonical}) as id
  `.execute(transaction);
  if (!rows[0]) throw new Error("private.contact_address answered nothing");
  return rows[0].id;
}
