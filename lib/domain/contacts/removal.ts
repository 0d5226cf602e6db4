import { z } from "zod";
import { id } from "../fields.ts";
import { contactChoice } from "./filter.ts";

export const stayingReasons = ["contact_has_login", "contact_has_open_work"] as const;

/** Who cannot go, and why. */
const staying = z.object({ id, name: z.string(), reason: z.enum(stayingReasons), message: z.string() });

/** How many of those who stay are named. */
export const mostNamed = 100;

export const contactRemoval = contactChoice;

export const removalOutcome = z.object({
  deleted: z.int(),
  /** Work or the log points at them: what they were called and how they were reached is gone. */
  anonymised: z.int(),
  stayed: z.int(),
  /** The first of those who stayed. */
  staying: z.array(staying),
});
export const removalPreview = removalOutcome
  .pick({ stayed: true, staying: true })
  .extend({ all: z.int(), going: z.int() });
export type RemovalPreview = z.infer<typeof removalPreview>;
export type RemovalOutcome = z.infer<typeof removalOutcome>;
