import { sql } from "kysely";
import { encodeCursor } from "../domain/cursor.ts";
import type {
  Invitation,
  InvitationQuery,
  InvitationRecord,
  InvitationRequest,
  Invited,
} from "../domain/invitations/invitation.ts";
import type { Page } from "../domain/page.ts";
import type { CallerTransaction } from "./caller.ts";
import { instantOf } from "./instant.ts";

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

type RecordRow = Omit<InvitationRecord, "created_at" | "expires_at" | "revoked_at" | "accepted_at"> & {
  created_at: Date;
  expires_at: Date;
  revoked_at: Date | null;
  accepted_at: Date | null;
};

/** Newest first; for administrators. */
export async function listInvitations(
  transaction: CallerTransaction,
  { contact_id, limit, cursor }: InvitationQuery,
): Promise<Page<InvitationRecord>> {
  const { rows } = await sql<RecordRow>`
    select i.id, jsonb_build_object('id', c.id, 'name', c.name) as contact,
           (select jsonb_build_object('id', p.id, 'name', p.name) from access_profiles p where p.id = i.profile_id) as profile,
           a.value as email,
           case when i.accepted_at is not null then 'accepted' when i.revoked_at is not null then 'revoked'
                when i.expires_at <= now() then 'expired' else 'open' end as state,
           i.created_at, i.expires_at, i.revoked_at, i.accepted_at,
           (select x.name from accounts y join contacts x on x.id = y.contact_id where y.id = i.invited_by) as invited_by,
           (select jsonb_build_object('state', d.state, 'last_error', d.last_error)
            from deliveries d where d.dedupe_key = 'invitation-' || i.id) as mail
    from invitations i
    join contacts c on c.id = i.contact_id
    join addresses a on a.id = i.address_id
    where i.id < ${cursor?.[0] ?? Number.MAX_SAFE_INTEGER} and (${contact_id ?? null}::bigint is null or i.contact_id = ${contact_id ?? null})
    order by i.id desc
    limit ${limit + 1}
  `.execute(transaction);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => ({
      ...row,
      created_at: row.created_at.toISOString(),
      expires_at: row.expires_at.toISOString(),
      revoked_at: instantOf(row.revoked_at),
      accepted_at: instantOf(row.accepted_at),
    })),
    next_cursor: last && rows.length > limit ? encodeCursor([last.id]) : null,
  };
}

/** @throws CM404 when none is open */
export async function revokeInvitation(transaction: CallerTransaction, contactId: number): Promise<void> {
  await sql`select private.revoke_invitation(${contactId})`.execute(transaction);
}
