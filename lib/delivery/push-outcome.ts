import type { DeliveryOutcome } from "../domain/notifications/outcome.ts";
import { AddressRefused } from "./endpoint-guard.ts";
import { providerAnswer } from "./provider-answer.ts";
import type { PushAnswer } from "./push-request.ts";
import { retryAfterSeconds } from "./retry-after.ts";

/**
 * What a push service's answer means (RFC 8030; notifications.md, 4). Only "not found" and "gone" say that the device is
 * gone; 400, 401 and 403 complain about us, and our mistake must not cost anybody their subscription.
 *
 * @param nowMs milliseconds since 1970, for a `Retry-After` that names a date
 */
export function outcomeOfAnswer({ status, retryAfter, text }: PushAnswer, nowMs: number): DeliveryOutcome {
  const response = providerAnswer(status, text);
  const error = `push service answered ${status}`;
  if (status >= 200 && status < 300) return { result: "sent", response };
  if (status === 404 || status === 410) return { result: "device_gone", response };
  if (status === 429 || status === 503) {
    return { result: "retry", error, response, retryAfterSeconds: retryAfterSeconds(retryAfter, nowMs) };
  }
  if (status === 408 || status === 425 || status >= 500) {
    return { result: "retry", error, response, retryAfterSeconds: null };
  }
  return { result: "failed", error, response };
}

/** What it means that there was no answer: the network's trouble passes; a refused address is a hostile endpoint. */
export function outcomeOfError(error: unknown): DeliveryOutcome {
  if (error instanceof AddressRefused) {
    return { result: "failed", error: `endpoint_not_allowed: ${error.message}`, response: null };
  }
  return { result: "retry", error: providerAnswer(describe(error)), response: null, retryAfterSeconds: null };
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  return error.message.includes(code) ? error.message : `${code}: ${error.message}`;
}
