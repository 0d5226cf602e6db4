import { z } from "zod";
import { color, id, line, names, position } from "../fields.ts";
import { because } from "../reasons.ts";

const fields = {
  /** In the caller's language. */
  name: line(200).optional(),
  /** All languages at once. */
  names: names.optional(),
  color: color.optional(),
  position: position.optional(),
};

export const newType = z.strictObject(fields).refine(({ name, names }) => name !== undefined || names !== undefined, {
  path: ["name"],
  error: because("name_required"),
});

export const typeChanges = z.strictObject({ ...fields, is_archived: z.boolean().optional() });
export type TypeChanges = z.output<typeof typeChanges>;

/** A kind of work of the company's own. */
export const type = z.object({
  id,
  name: z.string(),
  names: z.record(z.string(), z.string()),
  color: z.string(),
  position: z.int(),
  is_archived: z.boolean(),
});
export type Type = z.infer<typeof type>;
