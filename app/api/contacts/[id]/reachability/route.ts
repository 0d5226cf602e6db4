import { reachabilityOf } from "#lib/db/reachability.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/people.ts";
import { found } from "#lib/server/refusal.ts";

export const GET = route(operations.showReachability, async ({ transaction, params, account }) =>
  found(await reachabilityOf(transaction, params.id, account.language)),
);
