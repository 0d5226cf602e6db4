import { testPushSubscription } from "#lib/db/push-subscriptions.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/push-subscriptions.ts";

export const POST = route(operations.testPushSubscription, async ({ transaction, params }) => ({
  delivery_id: await testPushSubscription(transaction, params.id),
}));
