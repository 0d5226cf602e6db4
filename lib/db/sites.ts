import { sql } from "kysely";
import type { SiteInput } from "../domain/contacts/contact.ts";
import type { CallerTransaction } from "./caller.ts";

/** A site with its defaults filled in. */
export type CompleteSite = Required<Omit<SiteInput, "id">>;

export async function siteIds(transaction: CallerTransaction, contactId: number): Promise<Set<number>> {
  const rows = await transaction
    .selectFrom("sites")
    .select("id")
    .where("contact_id", "=", contactId)
    .where("archived_at", "is", null)
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** Archives all sites of a contact but these. There is one default at most, so the former steps back, too. */
export async function keepOnlySites(transaction: CallerTransaction, contactId: number, kept: readonly number[]) {
  await sql`
    update sites set is_default = false, archived_at = case when id = any (${kept}) then null else now() end
    where contact_id = ${contactId} and archived_at is null and (is_default or id <> all (${kept}))
  `.execute(transaction);
}

/** What is absent stays as it is. */
export async function updateSite(transaction: CallerTransaction, id: number, { id: _, ...changes }: SiteInput) {
  if (Object.keys(changes).length === 0) return;
  await transaction.updateTable("sites").set(changes).where("id", "=", id).execute();
}

export async function insertSite(transaction: CallerTransaction, contactId: number, site: CompleteSite) {
  await transaction
    .insertInto("sites")
    .values({ contact_id: contactId, ...site })
    .execute();
}
