import { z } from "zod";
import { profile } from "../accounts/profile.ts";
import { contact } from "../contacts/contact.ts";
import { contactStates, filterInQuery } from "../contacts/filter.ts";
import { suppressionScopes, suppressionSources } from "../contacts/suppression.ts";
import { id, instant, reference } from "../fields.ts";
import { page, pageQuery } from "../page.ts";
import { because } from "../reasons.ts";

/** `none`: never invited, or taken back; `no_profile`: signs in and may do nothing. */
export const loginStates = ["none", "invited", "expired", "active", "no_profile", "inactive"] as const;

const login = z.object({
  state: z.enum(loginStates),
  account_id: z.uuid().nullable(),
  /** The address one signs in with, or is invited at. */
  email: z.string().nullable(),
  profile: profile.nullable(),
  /** Of the invitation. */
  expires_at: instant.nullable(),
});

/** How far a channel reaches somebody: the address that would be used, and whether it may be [CT-5, CT-6]. */
const reach = z.object({ value: z.string(), is_blocked: z.boolean() }).nullable();
export type Reach = z.infer<typeof reach>;

/** A contact as somebody who is told things, and who may sign in. */
export const person = contact
  .pick({ id: true, name: true, kind: true, code: true, roles: true, company: true, language: true, own_fields: true })
  .extend({
    created_at: instant,
    /** The default address of each channel, or the first; null when there is none. */
    email: reach,
    phone: reach,
    default_email: z.string().nullable(),
    /** Of the default site, or of the first. */
    city: z.string().nullable(),
    /** Fixed groups that it is in, by name. */
    groups: z.array(reference),
    /** When a mail was last sent to it; a year back at the most. */
    last_mailed_at: instant.nullable(),
    login,
  });
export type Person = z.infer<typeof person>;

export const suppression = z.object({
  id,
  /** Canonical, as in the contact's own list. */
  address: z.string(),
  scope: z.enum(suppressionScopes),
  source: z.enum(suppressionSources),
  reason: z.string(),
  created_by: z.string(),
  created_at: instant,
});
export type Suppression = z.infer<typeof suppression>;

export const personDetails = person.extend({
  /** Interventions that are open or in progress and assigned to this person. */
  open_interventions: z.int(),
  /** Of the person's addresses. */
  suppressions: z.array(suppression),
  /** Addresses that others have, too. */
  shared_addresses: z.array(z.object({ address: z.string(), contacts: z.array(reference) })),
});
export type PersonDetails = z.infer<typeof personDetails>;

/** `-` is descending. By name as PostgreSQL compares them; by when they were added; by code, those without one last. */
export const personSorts = ["name", "-name", "created_at", "-created_at", "code", "-code"] as const;

export type PersonSort = (typeof personSorts)[number];

/** Where a page ended: in which order, its last key in it, and its id. */
const key = z.tuple([z.enum(personSorts), z.string().max(1000).nullable(), id]);

export const personQuery = pageQuery(key)
  .extend({ filter: filterInQuery, sort: z.enum(personSorts).default("name") })
  .refine(({ sort, cursor }) => cursor === undefined || cursor[0] === sort, {
    path: ["cursor"],
    error: because("not_a_cursor"),
  });
export type PersonQuery = z.output<typeof personQuery>;

export const personPage = page(person).extend({
  /** Nobody has exactly the words that were asked for: these have words like them. */
  is_similar: z.boolean(),
});

/** How many fit, whatever their state, and by state. */
export const personCounts = z.object({ all: z.int(), by_state: z.object(countOf(contactStates)) });
export type PersonCounts = z.infer<typeof personCounts>;

export const personCountQuery = z.strictObject({ filter: filterInQuery });

function countOf<Name extends string>(names: readonly Name[]): Record<Name, z.ZodInt> {
  return Object.fromEntries(names.map((name) => [name, z.int()])) as Record<Name, z.ZodInt>;
}
