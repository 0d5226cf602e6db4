import { z } from "zod";
import { canonicalEmail } from "../contacts/canonical-address.ts";
import { id } from "../fields.ts";
import { newPassword } from "./password.ts";

/** An e-mail address, canonical. */
export const email = z
  .string()
  .max(320)
  .transform((typed, context) => {
    const canonical = canonicalEmail(typed);
    if (canonical !== null) return canonical;
    context.addIssue({ code: "invalid_format", format: "email", input: typed });
    return z.NEVER;
  });

export const credentials = z.strictObject({ email, password: z.string().min(1).max(1000) });

export const passwordResetRequest = z.strictObject({ email });
export const passwordChoice = z.strictObject({ password: newPassword });

/** The signed-in person. */
export const account = z.object({
  id: z.uuid(),
  contact_id: id,
  name: z.string(),
  email: z.string(),
  /** The profile's key. */
  profile: z.string(),
  is_admin: z.boolean(),
  is_technician: z.boolean(),
  language: z.string(),
});
export type Account = z.infer<typeof account>;

/** What every screen needs to know of the company: times are shown as they are there. */
const workplace = z.object({
  name: z.string(),
  language: z.string(),
  time_zone: z.string(),
  phone_country: z.string(),
});

export const session = z.object({
  account,
  organization: workplace,
  /** 256 bits, base64url: what waits on a device is sealed with it while this person is away. */
  device_key: z.string(),
});
export type Session = z.infer<typeof session>;

/** A token of an invitation or a password reset, in its link. */
export const linkToken = z.string().regex(/^[0-9a-f]{64}$/);
