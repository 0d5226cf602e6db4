import { z } from "zod";
import { id, line } from "../fields.ts";

export const ownFieldTypes = ["text", "number", "date"] as const;
export type OwnFieldType = (typeof ownFieldTypes)[number];

export const mostOwnFields = 20;

/** What the API calls a field: made of its first name, never changed. */
export const ownFieldKey = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/);

/** A field of the company's own, beside those that every contact has. */
export const ownField = z.object({
  id,
  key: z.string(),
  name: z.string(),
  type: z.enum(ownFieldTypes),
  /** How many contacts have a value. */
  contacts: z.int(),
});
export type OwnField = z.infer<typeof ownField>;

export const newOwnField = z.strictObject({ name: line(100), type: z.enum(ownFieldTypes) });
export type NewOwnField = z.output<typeof newOwnField>;

/** Its type stays: the values are of it. */
export const ownFieldChanges = z.strictObject({ name: line(100).optional() });

/** By key: text, number, or a date as `2026-11-26`. The database knows the fields and holds the values to their types. */
export const ownFieldValues = z.record(ownFieldKey, z.union([z.string().trim().min(1).max(2_000), z.number()]));

/** The same to change some of them; null empties. */
export const ownFieldChoices = z.record(
  ownFieldKey,
  z.union([z.string().trim().min(1).max(2_000), z.number()]).nullable(),
);
