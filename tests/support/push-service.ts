import { type PushDelivery, startPushService as start } from "#supabase/local/push-inbox/push-service.ts";
import { waitUntil } from "./wait-until.ts";

export type { PushBehaviour, PushDelivery, TestSubscription } from "#supabase/local/push-inbox/push-service.ts";
export type PushService = Awaited<ReturnType<typeof startPushService>>;

/** The push service of the embedded stack, for tests that wait for what comes. */
export async function startPushService(options: Parameters<typeof start>[0] = {}) {
  const service = await start(options);
  return {
    ...service,
    waitFor: (predicate: (deliveries: PushDelivery[]) => boolean, timeoutMs = 5_000) =>
      waitUntil(
        () => predicate(service.deliveries),
        timeoutMs,
        () => `${service.deliveries.length} pushes came`,
      ),
  };
}
