import { ECDH } from "node:crypto";
import { savePushSubscription } from "../db/push-subscriptions.ts";
import { checkEndpoint } from "../domain/push/endpoint.ts";
import { webEnv } from "../env.ts";
import type { Call } from "./http.ts";
import type * as operations from "./operations/push-subscriptions.ts";
import { Refusal, refusedAt } from "./refusal.ts";

/** Saves a device, unless we would never send to its endpoint. */
export async function saveDevice({ transaction, body }: Call<typeof operations.savePushSubscription>) {
  const check = checkEndpoint(body.endpoint, webEnv().PUSH_ALLOWED_HOSTS);
  if (!check.ok) {
    const reason = `endpoint_${check.reason}` as const;
    throw new Refusal("endpoint_not_allowed", { reason, errors: [{ path: "endpoint", reason }] });
  }
  if (!isOnCurve(body.keys.p256dh)) throw refusedAt("keys.p256dh", "not_a_push_key");
  return { id: await savePushSubscription(transaction, body) };
}

/** To a key that is no point of P-256 nothing can be encrypted. */
function isOnCurve(key: string): boolean {
  try {
    ECDH.convertKey(key, "prime256v1", "base64url");
    return true;
  } catch {
    return false;
  }
}
