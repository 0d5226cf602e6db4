import { z } from "zod";
import { id, version } from "../fields.ts";
import { because } from "../reasons.ts";
import { notifyCustomer, technicianIds } from "./intervention.ts";
import { considered } from "./status-preview.ts";

/** One change of many interventions, in one transaction. `version` is the one that the caller has seen. */
export const bulkChange = z
  .strictObject({
    interventions: z
      .array(z.strictObject({ number: id, version: version.optional() }))
      .min(1)
      .max(500),
    status_id: id.optional(),
    /** Assigned besides those who are. */
    technician_ids: technicianIds.optional(),
    /** Instead of those who are assigned. */
    replaces_technicians: z.boolean().default(false),
    notify_customer: notifyCustomer,
  })
  .refine(({ status_id, technician_ids }) => status_id !== undefined || technician_ids !== undefined, {
    path: ["status_id"],
    error: because("required"),
  });
export type BulkChange = z.output<typeof bulkChange>;

/** One that stays as it is, and why; `fields` are what has to be filled in before. */
const leftOut = z.object({ number: id, reason: z.string(), message: z.string(), fields: z.array(z.string()) });
export type LeftOut = z.infer<typeof leftOut>;

/** `changed` are those that are now as was asked for, also those that were so before. */
export const bulkOutcome = z.object({ changed: z.array(id), left_out: z.array(leftOut) });
export type BulkOutcome = z.infer<typeof bulkOutcome>;

/** Somebody who would be told, or not and why, of so many of the interventions. */
const consideredOften = considered.extend({ count: z.int() });
export type ConsideredOften = z.infer<typeof consideredOften>;

export const bulkPreview = bulkOutcome.extend({ items: z.array(consideredOften) });
export type BulkPreview = z.infer<typeof bulkPreview>;
