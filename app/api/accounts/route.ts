import { listLogins } from "#lib/db/accounts.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/accounts.ts";

export const GET = route(operations.listLogins, async ({ transaction }) => ({
  items: await listLogins(transaction),
  next_cursor: null,
}));
