import { liftRemovals } from "#lib/db/removed-addresses.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/removed-addresses.ts";

export const POST = route(operations.liftRemovals, async ({ transaction, body }) => ({
  lifted: await liftRemovals(transaction, body.ids, body),
}));
