import { sql } from "kysely";
import type { OrganizationChanges, OrganizationSettings } from "../domain/organization/organization.ts";
import type { Session } from "../domain/session/session.ts";
import type { CallerTransaction } from "./caller.ts";
import type { Database } from "./pool.ts";

const columns = [
  "name",
  "language",
  "languages",
  "time_zone",
  "phone_country",
  "sender_name",
  "sender_email",
  "reply_to",
  "signature",
] as const;

export async function organization(transaction: CallerTransaction): Promise<OrganizationSettings> {
  return transaction.selectFrom("organization").select(columns).executeTakeFirstOrThrow();
}

/** What goes with the session. */
export async function workplace(transaction: CallerTransaction): Promise<Session["organization"]> {
  return transaction
    .selectFrom("organization")
    .select(["name", "language", "time_zone", "phone_country"])
    .executeTakeFirstOrThrow();
}

/** What public pages say of the company. Strangers may not read the table; bell_relay may ask who the sender is. */
export async function publicOrganization(database: Database): Promise<{ name: string; language: string }> {
  return database.transaction().execute(async (transaction) => {
    await sql`set local role bell_relay`.execute(transaction);
    const { rows } = await sql<{ name: string; language: string }>`
      select sender ->> 'name' as name, sender ->> 'language' as language from private.sender() as sender
    `.execute(transaction);
    if (!rows[0]) throw new Error("private.sender answered nothing");
    return rows[0];
  });
}

export async function changeOrganization(transaction: CallerTransaction, changes: OrganizationChanges): Promise<void> {
  if (Object.keys(changes).length === 0) return;
  await transaction.updateTable("organization").set(changes).execute();
}
