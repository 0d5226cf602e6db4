import { z } from "zod";
import { color, flag, id, line, names, position } from "../fields.ts";
import { statusKinds } from "../notifications/message.ts";
import { because } from "../reasons.ts";

export const statusKind = z.enum(statusKinds);

/** What of an intervention a status may ask for. `site_id` is there when the customer has a default site, too. */
export const requirableFields = [
  "type_id",
  "customer_id",
  "contact_person_id",
  "site_id",
  "technician_ids",
  "starts_at",
  "duration_minutes",
  "due_at",
  "description",
  "answer",
] as const;
export type RequirableField = (typeof requirableFields)[number];
export const requirableField = z.enum(requirableFields);

const fields = {
  /** In the caller's language. */
  name: line(200).optional(),
  /** All languages at once. */
  names: names.optional(),
  color: color.optional(),
  position: position.optional(),
  is_default: z.boolean().optional(),
  /** The statuses that may follow; null: any. */
  next_status_ids: z.array(id).max(1000).nullable().optional(),
  /** What has to be filled in before an intervention enters it; nothing where new interventions start. */
  required_fields: z.array(requirableField).max(requirableFields.length).optional(),
};

export const newStatus = z
  .strictObject({ ...fields, kind: statusKind })
  .refine(({ name, names }) => name !== undefined || names !== undefined, {
    path: ["name"],
    error: because("name_required"),
  });

export type NewStatus = z.output<typeof newStatus>;

export const statusChanges = z.strictObject({
  ...fields,
  kind: statusKind.optional(),
  /** It steps back when another one becomes it: there is always one where new interventions start. */
  is_default: z.literal(true).optional(),
  /** An archived status stays where it is used, and is offered no more. */
  is_archived: z.boolean().optional(),
});
export type StatusChanges = z.output<typeof statusChanges>;

export const status = z.object({
  id,
  /** In the caller's language. */
  name: z.string(),
  names: z.record(z.string(), z.string()),
  kind: statusKind,
  color: z.string(),
  position: z.int(),
  is_default: z.boolean(),
  /** The statuses that may follow, archived ones among them; null: any. */
  next_status_ids: z.array(id).nullable(),
  required_fields: z.array(requirableField),
  is_archived: z.boolean(),
});
export type Status = z.infer<typeof status>;

/** Archived ones are left out unless asked for. */
export const archivedQuery = z.strictObject({ archived: flag.default(false) });
