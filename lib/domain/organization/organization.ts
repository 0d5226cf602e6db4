import { z } from "zod";
import { country, language, line, text, timeZone } from "../fields.ts";
import { email } from "../session/session.ts";

const languages = z.array(language).min(1).max(50);

/** What is absent stays as it is. */
export const organizationChanges = z.strictObject({
  name: line(200).optional(),
  /** Of last resort for messages; one of `languages`. */
  language: language.optional(),
  /** In which the company's own names are kept. */
  languages: languages.optional(),
  time_zone: timeZone.optional(),
  /** Of phone numbers written without a country code. */
  phone_country: country.optional(),
  sender_name: line(200).optional(),
  sender_email: email.optional(),
  reply_to: email.nullable().optional(),
  signature: text(2000).nullable().optional(),
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
});
export type OrganizationSettings = z.infer<typeof organization>;
