import { savePushSubscription } from "../db/push-subscriptions.ts";
import { checkEndpoint } from "../domain/push/endpoint.ts";
import { webEnv } from "../env.ts";
import type { Call } from "./http.ts";
import type * as operations from "./operations/push-subscriptions.ts";
import { Refusal } from "./refusal.ts";

/** Saves a device, unless we would never send to its endpoint. */
export async function saveDevice({ transaction, body }: Call<typeof operations.savePushSubscription>) {
  const check = checkEndpoint(body.endpoint, webEnv().PUSH_ALLOWED_HOSTS);
  if (!check.ok)
    throw new Refusal("endpoint_not_allowed", {
      detail: check.reason,
      errors: [{ path: "endpoint", code: check.reason, message: check.reason }],
    });
  return { id: await savePushSubscription(transaction, body) };
}
