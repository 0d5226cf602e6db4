import type { OrganizationChanges, OrganizationSettings, Profile } from "../domain/organization/organization.ts";
import type { CallerTransaction } from "./caller.ts";

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

export async function changeOrganization(transaction: CallerTransaction, changes: OrganizationChanges): Promise<void> {
  if (Object.keys(changes).length === 0) return;
  await transaction.updateTable("organization").set(changes).execute();
}

export async function listProfiles(transaction: CallerTransaction): Promise<Profile[]> {
  const rows = await transaction
    .selectFrom("access_profiles")
    .select(["id", "key", "name", "level"])
    .orderBy("level")
    .orderBy("name")
    .execute();
  return rows.map((row) => ({ ...row, level: row.level as Profile["level"] }));
}
