import { listRemoved } from "#lib/db/removed-addresses.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/removed-addresses.ts";
import { removePasted } from "#lib/server/removed-addresses.ts";

export const GET = route(operations.listRemoved, ({ transaction, query }) => listRemoved(transaction, query));

export const POST = route(operations.removeAddresses, removePasted);
