import { z } from "zod";
import { color, country, language, oneLine, text, timeZone, version } from "../fields.ts";
import { email } from "../session/session.ts";

const languages = z.array(language).min(1).max(50);

/** What is absent stays as it is. */
export const organizationChanges = z.strictObject({
  name: oneLine(200).optional(),
  /** Of last resort for messages; one of `languages`. */
  language: language.optional(),
  /** In which the company's own names are kept. */
  languages: languages.optional(),
  time_zone: timeZone.optional(),
  /** Of phone numbers written without a country code. */
  phone_country: country.optional(),
  sender_name: oneLine(200).optional(),
  sender_email: email.optional(),
  reply_to: email.nullable().optional(),
  signature: text(2000).nullable().optional(),
  /** Of headings and buttons in mails; null: the product's own. */
  color: color.nullable().optional(),
  /** Refused when the company is not as it was in this one any more. */
  version: version.optional(),
});
export type OrganizationChanges = z.output<typeof organizationChanges>;

/** The company that runs this deployment, and how it appears in what it sends. */
export const organization = z.object({
  name: z.string(),
  language: z.string(),
  languages: z.array(z.string()),
  time_zone: z.string(),
  phone_country: z.string(),
  sender_name: z.string(),
  sender_email: z.string(),
  reply_to: z.string().nullable(),
  signature: z.string().nullable(),
  color: z.string().nullable(),
  /** At the head of every mail; `path` serves its bytes to everybody. */
  logo: z.object({ path: z.string(), width: z.int(), height: z.int() }).nullable(),
  version,
});
export type OrganizationSettings = z.infer<typeof organization>;

/** The picture itself, in base64; what it is, its bytes say. */
export const logoUpload = z.strictObject({ image: z.base64().min(1).max(1_500_000) });

/** What a mail has room for; it goes with each of them. */
export const largestLogo = { bytes: 256 * 1024, pixels: 2000 } as const;
