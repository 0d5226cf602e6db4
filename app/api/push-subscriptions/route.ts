import { listPushSubscriptions } from "#lib/db/push-subscriptions.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/push-subscriptions.ts";
import { saveDevice } from "#lib/server/push-subscriptions.ts";

export const PUT = route(operations.savePushSubscription, saveDevice);

export const GET = route(operations.listPushSubscriptions, async ({ transaction, account }) => ({
  items: await listPushSubscriptions(transaction, account.id),
  next_cursor: null,
}));
