import { z } from "zod";
import { id, instant } from "../fields.ts";
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
