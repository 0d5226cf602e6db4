import { z } from "zod";
import { id, instant, optionalLine } from "../fields.ts";
import { deliveryStates } from "../notifications/message.ts";
import { because } from "../reasons.ts";

/** Bytes in base64url without padding. */
const bytes = (length: number) => z.base64url().length(Math.ceil((length * 4) / 3), because("not_a_push_key"));

/**
 * PushSubscriptionJSON of the Push API, as `subscription.toJSON()` makes it, and what to call the device. The keys are
 * those of RFC 8291: an uncompressed point of P-256 (65 bytes, the first of them 4) and 16 random bytes.
 */
export const pushSubscriptionInput = z.strictObject({
  endpoint: z.string().min(1).max(2000),
  expirationTime: z.number().nullable().optional(),
  keys: z.object({ p256dh: bytes(65).startsWith("B", because("not_a_push_key")), auth: bytes(16) }),
  label: optionalLine(200).default(""),
});
export type PushSubscriptionInput = z.output<typeof pushSubscriptionInput>;

/** A device of one's own that gets pushes. */
export const pushSubscription = z.object({
  id,
  label: z.string(),
  /** The host of the push service. */
  service: z.string(),
  created_at: instant,
  last_seen_at: instant,
  last_success_at: instant.nullable(),
  last_error_at: instant.nullable(),
  last_error: z.string().nullable(),
});
export type PushSubscription = z.infer<typeof pushSubscription>;

/** A test push to a device, and what became of it: `sent` means that the push service took it. */
export const pushTest = z.object({
  delivery_id: id,
  state: z.enum(deliveryStates),
  /** Why it was not sent, or not yet. */
  last_error: z.string().nullable(),
  requested_at: instant,
  sent_at: instant.nullable(),
});
export type PushTest = z.infer<typeof pushTest>;
