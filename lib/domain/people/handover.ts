import { z } from "zod";
import { id } from "../fields.ts";

/** Gives open interventions of one technician to another one, or to nobody; all of them unless some are named. */
export const handover = z.strictObject({
  to_contact_id: id.nullable(),
  intervention_numbers: z.array(id).min(1).max(10_000).optional(),
});
export type Handover = z.output<typeof handover>;

/** By number. */
export const handedOver = z.object({
  handed_over: z.array(id),
  /** Named, and not open work of this technician any more: somebody else was faster. */
  left: z.array(id),
});
export type HandedOver = z.infer<typeof handedOver>;
