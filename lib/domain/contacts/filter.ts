import { z } from "zod";
import { country, id, language } from "../fields.ts";
import { because } from "../reasons.ts";
import { addressChannels, roles } from "./contact.ts";

/**
 * `active`: at least one means of contact that may be used [CT-3]; `blocked`: it has means, and each is suppressed for
 * everything; `unreachable`: it has none.
 */
export const contactStates = ["active", "blocked", "unreachable"] as const;

/** What an own field is asked for. `empty` and `filled` need no value. */
export const fieldTests = ["is", "contains", "at_least", "at_most", "empty", "filled"] as const;

const fieldCondition = z.strictObject({
  /** Of the own field. */
  key: z.string().regex(/^[a-z][a-z0-9_]{0,62}$/),
  test: z.enum(fieldTests),
  value: z.union([z.string().max(200), z.number()]).optional(),
});

/** A calendar day in the organization's time zone. */
const day = z.iso.date();

const ids = z.array(id).min(1).max(100);

/**
 * Which contacts: everything given has to fit. Lists, smart groups, actions on all that match and exports ask by it, so
 * that they mean the same people. Anonymised contacts fit nothing.
 */
export const contactFilter = z.strictObject({
  /** Words of name, code, e-mail address, phone number, site or own fields; small typing errors are forgiven. */
  q: z.string().trim().min(1).max(200).optional(),
  state: z.enum(contactStates).optional(),
  kind: z.enum(["person", "company"]).optional(),
  /** One of these roles. */
  roles: z.array(z.enum(roles)).min(1).max(roles.length).optional(),
  /** `any`: whoever can sign in; `administrator`: and may administrate; `none`: nobody who can. */
  login: z.enum(["any", "administrator", "none"]).optional(),
  /** Has all of these. */
  channels: z.array(z.enum(addressChannels)).min(1).max(addressChannels.length).optional(),
  /** In one of these fixed groups. */
  group_ids: ids.optional(),
  /** In none of these fixed groups. */
  not_group_ids: ids.optional(),
  /** In a fixed group of one of these categories. */
  category_ids: ids.optional(),
  company_id: id.optional(),
  language: language.optional(),
  /** Of a site. */
  city: z.string().trim().min(1).max(200).optional(),
  country: country.optional(),
  /** First and last day. */
  created_from: day.optional(),
  created_to: day.optional(),
  own_fields: z.array(fieldCondition).min(1).max(20).optional(),
});
export type ContactFilter = z.output<typeof contactFilter>;

/** The same in a query string: JSON. */
export const filterInQuery = z
  .string()
  .max(10_000)
  .transform((given, context) => {
    try {
      return JSON.parse(given) as unknown;
    } catch {
      context.addIssue({ code: "custom", message: because("not_json") });
      return z.NEVER;
    }
  })
  .pipe(contactFilter)
  .optional();

/** What an action on many applies to: chosen contacts, or all that fit. */
export const contactChoice = z
  .strictObject({ ids: z.array(id).min(1).max(10_000).optional(), filter: contactFilter.optional() })
  .refine(({ ids, filter }) => (ids === undefined) !== (filter === undefined), because("ids_or_filter"));
export type ContactChoice = z.output<typeof contactChoice>;
