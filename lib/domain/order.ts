import { z } from "zod";
import { id } from "./fields.ts";
import { because } from "./reasons.ts";

/** Things of the company's own in the order in which it wants them: all that are not archived. */
export const order = z.strictObject({
  ids: z
    .array(id)
    .max(1_000)
    .refine((ids) => new Set(ids).size === ids.length, because("duplicate")),
});
