import { pushTest } from "#lib/db/push-subscriptions.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/push-subscriptions.ts";
import { found } from "#lib/server/refusal.ts";

export const GET = route(operations.showPushTest, async ({ transaction, account, params }) =>
  found(await pushTest(transaction, account.id, params.id, params.delivery_id)),
);
