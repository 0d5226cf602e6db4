import { z } from "zod";
import { eventKinds } from "../events.ts";
import { id, instant } from "../fields.ts";
import { audiences, channels, deliveryStates, skipReasons } from "../notifications/message.ts";

/** A message that was to leave, and what became of it; also one that did not leave, and why. */
export const delivery = z.object({
  id,
  fact: z.object({ id, kind: z.enum(eventKinds), at: instant }).nullable(),
  /** Who caused it, called as then; null for the system. So it is seen who did not want the customer to be told. */
  actor_name: z.string().nullable(),
  /** Null where a rule asked for somebody whom the intervention does not have. */
  recipient: z.object({ contact_id: id, account_id: z.uuid().nullable(), name: z.string() }).nullable(),
  audiences: z.array(z.enum(audiences)),
  channel: z.enum(channels),
  /** The e-mail address, masked; of a push the name of the device, else the host of its push service. */
  destination: z.string().nullable(),
  state: z.enum(deliveryStates),
  /** Why it was skipped. */
  reason: z.enum(skipReasons).nullable(),
  attempts: z.int(),
  last_error: z.string().nullable(),
  queued_at: instant,
  /** Quiet hours: not before this time. */
  not_before: instant.nullable(),
  sent_at: instant.nullable(),
});
export type Delivery = z.infer<typeof delivery>;
