import { sql } from "kysely";
import type { Invitation, InvitationRequest, Invited } from "../domain/invitations/invitation.ts";
import type { CallerTransaction } from "./caller.ts";

/** Invites, and queues the mail with the token. The newest invitation of a contact is the one that counts. */
export async function invite(transaction: CallerTransaction, given: InvitationRequest): Promise<Invitation> {
  const { rows } = await sql<{ id: number }>`
    select private.invite(${given.contact_id}, ${given.profile_id}, ${given.email}) as id
  `.execute(transaction);
  const invitations = await sql<Omit<Invitation, "expires_at"> & { expires_at: Date }>`
    select i.id, i.contact_id, i.profile_id, a.value as email, i.expires_at
    from invitations i join addresses a on a.id = i.address_id
    where i.id = ${rows[0]?.id}
  `.execute(transaction);
  const [made] = invitations.rows;
  if (!made) throw new Error("The invitation cannot be read by whoever made it");
  return { ...made, expires_at: made.expires_at.toISOString() };
}

export type InvitationByToken = ({ state: "open" } & Invited) | { state: "used" | "replaced" | "expired" };

/** What has become of an invitation, and whom it is for while it is open; null when nobody gave out such a token. */
export async function invitationByToken(
  transaction: CallerTransaction,
  token: string,
): Promise<InvitationByToken | null> {
  const { rows } = await sql<InvitationByToken>`
    select * from private.invitation_by_token(${token})
  `.execute(transaction);
  return rows[0] ?? null;
}
