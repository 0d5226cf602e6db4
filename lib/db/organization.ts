import { sql } from "kysely";
import type { Logo, Organization } from "../domain/notifications/message.ts";
import { logoPath } from "../domain/organization/logo-path.ts";
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
  "color",
  "version",
] as const;

export async function organization(transaction: CallerTransaction): Promise<OrganizationSettings> {
  const { logo, ...row } = await transaction
    .selectFrom("organization")
    .select([...columns, "logo"])
    .executeTakeFirstOrThrow();
  return { ...row, logo: shownLogo(logo as Logo | null) };
}

function shownLogo(logo: Logo | null): OrganizationSettings["logo"] {
  return logo && { path: logoPath(logo.hash), width: logo.width, height: logo.height };
}

/** One after the other, so that each sees what the other did. */
export async function lockOrganization(transaction: CallerTransaction): Promise<{ version: number }> {
  return transaction.selectFrom("organization").select("version").forUpdate().executeTakeFirstOrThrow();
}

/** As messages know it. */
export async function sender(transaction: CallerTransaction): Promise<Organization> {
  const row = await transaction
    .selectFrom("organization")
    .select(["name", "language", "time_zone", "sender_name", "sender_email", "reply_to", "signature", "color", "logo"])
    .executeTakeFirstOrThrow();
  return { ...row, logo: row.logo as Logo | null };
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

export async function changeOrganization(
  transaction: CallerTransaction,
  changes: Omit<OrganizationChanges, "version">,
): Promise<void> {
  if (Object.keys(changes).length === 0) return;
  await transaction.updateTable("organization").set(changes).execute();
}

/** A picture that is known to be one. */
export async function setLogo(
  transaction: CallerTransaction,
  { content, media_type, width, height }: { content: Buffer } & Omit<Logo, "hash">,
): Promise<void> {
  await sql`select private.set_logo(${content}, ${media_type}, ${width}, ${height})`.execute(transaction);
}

export async function removeLogo(transaction: CallerTransaction): Promise<void> {
  await sql`select private.remove_logo()`.execute(transaction);
}

/** For everybody; null when there is none. */
export async function logoContent(
  transaction: CallerTransaction,
): Promise<{ hash: string; media_type: string; content: Buffer } | null> {
  const { rows } = await sql<{ hash: string; media_type: string; content: Buffer }>`
    select hash, media_type, content from private.logo_content()
  `.execute(transaction);
  return rows[0] ?? null;
}
