import { listGroups } from "#lib/db/groups.ts";
import { createGroup } from "#lib/server/groups.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/groups.ts";

export const GET = route(operations.listGroups, async ({ transaction, query }) => ({
  items: await listGroups(transaction, query),
  next_cursor: null,
}));

export const POST = route(operations.createGroup, createGroup);
