import { z } from "zod";
import { profile } from "../accounts/profile.ts";
import { contact } from "../contacts/contact.ts";
import { id, instant, reference } from "../fields.ts";
import { pageQuery } from "../page.ts";

/** Whom the list shows: technicians, whoever may administrate, customers, everybody who can sign in. */
export const groups = ["technician", "administrator", "customer", "login"] as const;
export type Group = (typeof groups)[number];

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

/** A contact as somebody who is told things, and who may sign in. */
export const person = contact.pick({ id: true, name: true, kind: true, roles: true, company: true }).extend({
  default_email: z.string().nullable(),
  login,
});
export type Person = z.infer<typeof person>;

export const suppression = z.object({
  /** Canonical, as in the contact's own list. */
  address: z.string(),
  scope: z.enum(["everything", "status_mail", "marketing"]),
  source: z.enum(["user", "link", "api", "bounce", "complaint", "import", "sync"]),
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

/** In the order of names, as PostgreSQL compares them. */
export const personQuery = pageQuery(z.tuple([z.string().max(1000), id])).extend({
  /** Part of name, code, e-mail address or phone number. */
  q: z.string().trim().max(200).optional(),
  group: z.enum(groups).optional(),
});
export type PersonQuery = z.output<typeof personQuery>;
