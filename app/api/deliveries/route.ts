import { listDeliveries } from "#lib/db/deliveries-log.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/deliveries.ts";

export const GET = route(operations.listDeliveries, ({ transaction, query, account }) =>
  listDeliveries(transaction, query, account.language),
);
