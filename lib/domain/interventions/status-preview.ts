import { z } from "zod";
import { flag, idInPath, reference } from "../fields.ts";
import { audiences, channels, skipReasons } from "../notifications/message.ts";

/** A status change that is being thought about. */
export const statusPreviewQuery = z.strictObject({ status_id: idInPath, notify_customer: flag.default(true) });

/** Somebody whom the rules mean, on one channel. Why others are not reached is told to administrators only. */
export const considered = z.object({
  /** Null where a rule asks for somebody whom the intervention does not have. */
  recipient: reference.nullable(),
  audiences: z.array(z.enum(audiences)),
  channel: z.enum(channels),
  /** Why the person would not be told; null: would be. `no_device`: in the bell, on no device. */
  reason: z.enum(skipReasons).nullable(),
});
export type Considered = z.infer<typeof considered>;

export const statusPreview = z.object({ items: z.array(considered) });
export type StatusPreview = z.infer<typeof statusPreview>;
