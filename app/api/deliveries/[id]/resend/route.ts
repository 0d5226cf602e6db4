import { resendDelivery } from "#lib/db/deliveries-log.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/deliveries.ts";

export const POST = route(operations.resendDelivery, async ({ transaction, params }) => {
  await resendDelivery(transaction, params.id);
  return {};
});
