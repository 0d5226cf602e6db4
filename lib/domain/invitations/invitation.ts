import { z } from "zod";
import { id, idInPath, instant, reference } from "../fields.ts";
import { deliveryStates } from "../notifications/message.ts";
import { idKey, pageQuery } from "../page.ts";
import { email } from "../session/session.ts";

/** Who is invited, and as what. */
export const invitationRequest = z.strictObject({ contact_id: id, profile_id: id, email });
export type InvitationRequest = z.output<typeof invitationRequest>;

export const invitation = z.object({
  id,
  contact_id: id,
  profile_id: id,
  email: z.string(),
  expires_at: instant,
});
export type Invitation = z.infer<typeof invitation>;

/** What the page behind the link shows: who is invited, and by which company. */
export const invited = z.object({ email: z.string(), name: z.string(), organization: z.string() });
export type Invited = z.infer<typeof invited>;

export const invitationStates = ["open", "expired", "revoked", "accepted"] as const;

/** An invitation as administrators look back on it; never with its link, which only its mail has. */
export const invitationRecord = z.object({
  id,
  contact: reference,
  /** Null when the profile is gone. */
  profile: reference.nullable(),
  email: z.string(),
  state: z.enum(invitationStates),
  created_at: instant,
  expires_at: instant,
  revoked_at: instant.nullable(),
  accepted_at: instant.nullable(),
  /** By name; null: from the server's console. */
  invited_by: z.string().nullable(),
  /** What has become of its mail. */
  mail: z.object({ state: z.enum(deliveryStates), last_error: z.string().nullable() }).nullable(),
});
export type InvitationRecord = z.infer<typeof invitationRecord>;

/** Newest first. */
export const invitationQuery = pageQuery(idKey).extend({ contact_id: idInPath.optional() });
export type InvitationQuery = z.output<typeof invitationQuery>;
