/**
 * What became of one attempt to deliver, as the transports report it and the worker records it.
 * `response` is the provider's answer, shortened, without addresses or payload.
 */
export type DeliveryOutcome =
  | { result: "sent"; response: string }
  /** Try again; `retryAfterSeconds` when the provider named a time (Retry-After). */
  | { result: "retry"; error: string; response: string | null; retryAfterSeconds: number | null }
  /** Do not try again by yourself. */
  | { result: "failed"; error: string; response: string | null }
  /** The device is gone for good (push 404/410): the subscription is removed, too. */
  | { result: "device_gone"; response: string };
