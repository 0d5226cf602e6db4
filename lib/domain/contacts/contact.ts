import { z } from "zod";
import { country, id, idInPath, instant, language, line, optionalLine, reference, text, version } from "../fields.ts";
import { pageQuery } from "../page.ts";
import { because } from "../reasons.ts";
import { ownFieldChoices, ownFieldValues } from "./own-field.ts";

export const roles = ["customer", "technician"] as const;
export type Role = (typeof roles)[number];

export const addressChannels = ["email", "phone"] as const;

/** How somebody is reached. Without any `is_default` on a channel, its first address is the default. */
export const contactPointInput = z.strictObject({
  channel: z.enum(addressChannels),
  /** As people write it; kept in canonical form, too. */
  value: z.string().min(1).max(320),
  label: optionalLine(100).optional(),
  is_default: z.boolean().optional(),
});
export type ContactPointInput = z.output<typeof contactPointInput>;

/** Where work is done. Without any `is_default` the first site is the default. */
export const siteInput = z
  .strictObject({
    /** Of a site that is there already. */
    id: id.optional(),
    name: optionalLine(200).optional(),
    street: optionalLine(300).optional(),
    postal_code: optionalLine(20).optional(),
    city: optionalLine(200).optional(),
    country: country.optional(),
    /** Degrees, WGS 84; with a longitude or not at all. */
    latitude: z.number().min(-90).max(90).nullable().optional(),
    longitude: z.number().min(-180).max(180).nullable().optional(),
    /** What one must know to get in: gate code, key, dog. */
    access_note: text(2000).optional(),
    is_default: z.boolean().optional(),
  })
  .refine(({ latitude = null, longitude = null }) => (latitude === null) === (longitude === null), {
    path: ["longitude"],
    error: because("half_a_place"),
  });
export type SiteInput = z.output<typeof siteInput>;

const oneDefault = (points: { channel?: string; is_default?: boolean }[]) => {
  const defaults = points.filter((point) => point.is_default).map((point) => point.channel);
  return new Set(defaults).size === defaults.length;
};

const fields = {
  kind: z.enum(["person", "company"]).optional(),
  roles: z.array(z.enum(roles)).max(roles.length).optional(),
  /** What the company calls this contact, unique. */
  code: line(100).nullable().optional(),
  /** The company whose contact person this is. */
  company_id: id.nullable().optional(),
  /** Of messages to this contact; null: the account's, else the organization's. */
  language: language.nullable().optional(),
  note: text(20_000).nullable().optional(),
  /** Those that are named; null empties one. */
  own_fields: ownFieldChoices.optional(),
  /** Replaces all of them. */
  contact_points: z.array(contactPointInput).max(50).refine(oneDefault, because("two_defaults")).optional(),
  /** Replaces all of them; one that is left out is archived. */
  sites: z.array(siteInput).max(500).refine(oneDefault, because("two_defaults")).optional(),
};

export const newContact = z.strictObject({ name: line(300), ...fields });
export type NewContact = z.output<typeof newContact>;

/** What is absent stays as it is; null empties. */
export const contactChanges = z.strictObject({ name: line(300).optional(), ...fields, version: version.optional() });
export type ContactChanges = z.output<typeof contactChanges>;

export const contactPoint = z.object({
  channel: z.enum(addressChannels),
  /** Canonical: lower case; E.164. */
  value: z.string(),
  /** As it was written. */
  typed: z.string(),
  label: z.string(),
  is_default: z.boolean(),
});

export const site = z.object({
  id,
  name: z.string(),
  street: z.string(),
  postal_code: z.string(),
  city: z.string(),
  country: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  access_note: z.string(),
  is_default: z.boolean(),
});

export const contact = z.object({
  id,
  version: z.int(),
  name: z.string(),
  kind: z.enum(["person", "company"]),
  roles: z.array(z.enum(roles)),
  code: z.string().nullable(),
  company: reference.nullable(),
  language: z.string().nullable(),
  note: z.string().nullable(),
  own_fields: ownFieldValues,
  contact_points: z.array(contactPoint),
  sites: z.array(site),
  created_at: instant,
  updated_at: instant,
});
export type Contact = z.infer<typeof contact>;

/** In the order of names, as PostgreSQL compares them. */
export const contactQuery = pageQuery(z.tuple([z.string().max(1000), id])).extend({
  /**
   * Administrators find contacts as in the registry: by words, small typing errors forgiven. Technicians, who may see few,
   * by a part of name, code, e-mail address or phone number.
   */
  q: z.string().trim().max(200).optional(),
  role: z.enum(roles).optional(),
  /** The contact persons of a company. */
  company_id: idInPath.optional(),
});
export type ContactQuery = z.output<typeof contactQuery>;
