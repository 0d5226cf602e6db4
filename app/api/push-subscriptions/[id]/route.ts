import { removePushSubscription } from "#lib/db/push-subscriptions.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/push-subscriptions.ts";

export const DELETE = route(operations.removePushSubscription, async ({ transaction, params }) => {
  await removePushSubscription(transaction, params.id);
  return undefined;
});
