import { z } from "zod";
import { eventKinds } from "../events.ts";
import { id, idInPath, instant } from "../fields.ts";
import { audiences, channels, deliveryStates, messageKinds, skipReasons } from "../notifications/message.ts";
import { pageByIdQuery } from "../page.ts";
import { columnsOf, exportFormat } from "../table-export.ts";

/** A message that was to leave, and what became of it; also one that did not leave, and why. */
export const delivery = z.object({
  id,
  /** What it says; of a message without a fact it is all there is to say. */
  kind: z.enum(messageKinds),
  fact: z.object({ id, kind: z.enum(eventKinds), at: instant }).nullable(),
  /** As it was called then. */
  intervention: z.object({ number: id, title: z.string() }).nullable(),
  /** The status that was told, as it was called then. */
  status_name: z.string().nullable(),
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
  /** What the mail server or the push service answered to the last attempt. */
  provider_response: z.string().nullable(),
  /** Whether one more attempt can be asked for. */
  is_resendable: z.boolean(),
  queued_at: instant,
  /** Quiet hours: not before this time. */
  not_before: instant.nullable(),
  /** When it is tried next, while it waits. */
  next_attempt_at: instant.nullable(),
  /** When it is of no use any more. */
  expires_at: instant,
  sent_at: instant.nullable(),
});
export type Delivery = z.infer<typeof delivery>;

/** What narrows the log, each by itself or together. */
export const deliveryQuery = pageByIdQuery.extend({
  /** The number of an intervention. */
  intervention: idInPath.optional(),
  contact_id: idInPath.optional(),
  channel: z.enum(channels).optional(),
  kind: z.enum(messageKinds).optional(),
  state: z.enum(deliveryStates).optional(),
  reason: z.enum(skipReasons).optional(),
  /** Queued from this time on … */
  from: instant.optional(),
  /** … and before this one. */
  to: instant.optional(),
});
export type DeliveryQuery = z.output<typeof deliveryQuery>;

/** What a file of the log says of each message; times are those of the company's clocks. */
export const deliveryColumns = [
  "queued_at",
  "recipient",
  "audiences",
  "channel",
  "destination",
  "kind",
  "intervention",
  "title",
  "state",
  "reason",
  "sent_at",
  "attempts",
  "last_error",
  "provider_response",
  "actor_name",
] as const;
export type DeliveryColumn = (typeof deliveryColumns)[number];

/** As the log is asked for. */
export const deliveryExportQuery = deliveryQuery
  .omit({ limit: true, cursor: true })
  .extend({ format: exportFormat, columns: columnsOf(z.enum(deliveryColumns)) });
