import { z } from "zod";
import { color, id, instant, line, reference, text, version } from "../fields.ts";
import { priorities } from "../notifications/message.ts";
import { statusKind } from "../statuses/status.ts";

export const priority = z.enum(priorities);

/** At most as many as work on one job. */
export const technicianIds = z.array(id).max(200);

const fields = {
  description: text(100_000).optional(),
  /** Internal; customers do not see it. */
  note: text(100_000).optional(),
  /** What the technician answers, e.g. what was found and done. */
  answer: text(100_000).optional(),
  type_id: id.nullable().optional(),
  status_id: id.optional(),
  priority: priority.optional(),
  customer_id: id.nullable().optional(),
  contact_person_id: id.nullable().optional(),
  /** One of the customer's sites; without it the customer's default site. */
  site_id: id.nullable().optional(),
  technician_ids: technicianIds.optional(),
  starts_at: instant.nullable().optional(),
  /** A year at the most. */
  duration_minutes: z.int().min(0).max(525_600).nullable().optional(),
  due_at: instant.nullable().optional(),
};

/** False: the customer is not told of this change. */
export const notifyCustomer = z.boolean().default(true);

/** Only the title is required. Without a status the default one applies. */
export const newIntervention = z.strictObject({ title: line(10_000), ...fields, notify_customer: notifyCustomer });
export type NewIntervention = z.output<typeof newIntervention>;

/** What is absent stays as it is; null empties. */
export const interventionChanges = z.strictObject({
  title: line(10_000).optional(),
  ...fields,
  version: version.optional(),
  notify_customer: notifyCustomer,
});
export type InterventionChanges = z.output<typeof interventionChanges>;

/** `version` is the one that the caller has seen; it matters only if the status moved since. */
export const statusChoice = z.strictObject({
  status_id: id,
  /** Fills an empty answer in the same step; what somebody else has written meanwhile is a conflict. */
  answer: text(100_000).optional(),
  version: version.optional(),
  notify_customer: notifyCustomer,
});

/** Replaces all technicians. */
export const technicianChoice = z.strictObject({
  contact_ids: technicianIds,
  version: version.optional(),
  notify_customer: notifyCustomer,
});

export const intervention = z.object({
  id,
  /** What people call it: #1042. */
  number: id,
  /** Grows with every change of the intervention or of its technicians. */
  version: z.int(),
  title: z.string(),
  description: z.string(),
  note: z.string(),
  answer: z.string(),
  type: reference.extend({ color }).nullable(),
  status: reference.extend({ kind: statusKind, color }).nullable(),
  priority,
  customer: reference.nullable(),
  contact_person: reference.nullable(),
  site: reference.nullable(),
  /** Where the work is, in one line: the address of the site, else of the customer's default site. */
  address: z.string().nullable(),
  technicians: z.array(reference),
  /** What they say to their assignments, as far as they have. Who declined stays until an administrator decides. */
  responses: z.array(z.object({ technician_id: id, response: z.enum(["accepted", "declined"]), reason: z.string() })),
  starts_at: instant.nullable(),
  duration_minutes: z.int().nullable(),
  due_at: instant.nullable(),
  created_at: instant,
  updated_at: instant,
});
export type Intervention = z.infer<typeof intervention>;
