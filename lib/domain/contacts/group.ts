import { z } from "zod";
import { id, line, reference, version } from "../fields.ts";
import { because } from "../reasons.ts";
import { contactFilter } from "./filter.ts";

/** A group of contacts: fixed, whom somebody has put there; or smart, whoever fits its filter. */
export const group = z.object({
  id,
  name: z.string(),
  category: reference.nullable(),
  /** Of a smart group. */
  filter: contactFilter.nullable(),
  /** How many are in it, and how many of them can be reached [CT-47]. */
  contacts: z.int(),
  active: z.int(),
  /** Whether the caller is told when somebody joins or leaves it; never of a smart one. */
  is_watched: z.boolean(),
  version: z.int(),
});
export type Group = z.infer<typeof group>;

export const groupQuery = z.strictObject({ q: z.string().trim().max(100).optional() });

export const newGroup = z.strictObject({
  name: line(100),
  category_id: id.nullable().optional(),
  /** Makes it a smart one, for good. */
  filter: contactFilter.optional(),
});
export type NewGroup = z.output<typeof newGroup>;

export const groupChanges = z.strictObject({
  name: line(100).optional(),
  category_id: id.nullable().optional(),
  filter: contactFilter.optional(),
  version: version.optional(),
});
export type GroupChanges = z.output<typeof groupChanges>;

export const watching = z.strictObject({ is_watched: z.boolean() });

/**
 * What becomes of groups and of who is in them [CT-49 … CT-52]: the groups go and the contacts stay; both go; the contacts
 * go and the groups stay, empty; both stay, and have nothing to do with each other any more.
 */
export const dissolutions = ["groups", "groups_and_contacts", "contacts", "links"] as const;
export type Dissolution = (typeof dissolutions)[number];

const groupIds = z.array(id).min(1).max(500);

export const dissolution = z.strictObject({ ids: groupIds, how: z.enum(dissolutions) });

export const dissolutionPreview = dissolution.pick({ ids: true });

/** Of everybody in some groups, each once: how many there are, can be deleted, and cannot. */
export const dissolutionPreviewed = z.object({ all: z.int(), going: z.int(), stayed: z.int() });
export type DissolutionPreviewed = z.infer<typeof dissolutionPreviewed>;

export const dissolved = z.object({
  groups: z.int(),
  deleted: z.int(),
  anonymised: z.int(),
  /** Contacts that cannot go: they have a login or open work. */
  stayed: z.int(),
});
export type Dissolved = z.infer<typeof dissolved>;

/** Everybody of `merged_id` gets into `kept_id`, which may get a new name. */
export const groupMerge = z.strictObject({ kept_id: id, merged_id: id, name: line(100).optional() });

/** Puts contacts into fixed groups, or takes them out. */
export const membership = z
  .strictObject({
    group_ids: groupIds,
    ids: z.array(id).min(1).max(10_000).optional(),
    filter: contactFilter.optional(),
    how: z.enum(["add", "remove"]),
  })
  .refine(({ ids, filter }) => (ids === undefined) !== (filter === undefined), because("ids_or_filter"));
export type Membership = z.output<typeof membership>;

/** How many were moved: who was in already, or was not, is not counted. */
export const membershipOutcome = z.object({ moved: z.int() });

export const category = z.object({
  id,
  name: z.string(),
  /** How many groups are of it. */
  groups: z.int(),
});
export type Category = z.infer<typeof category>;

export const newCategory = z.strictObject({ name: line(100) });
export const categoryChanges = z.strictObject({ name: line(100).optional() });
