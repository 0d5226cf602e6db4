import { createStatus, listStatuses } from "#lib/db/statuses.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/statuses.ts";

export const GET = route(operations.listStatuses, async ({ transaction, query, account }) => ({
  items: await listStatuses(transaction, query.archived, account.language),
  next_cursor: null,
}));

export const POST = route(operations.createStatus, ({ transaction, body, account }) =>
  createStatus(transaction, body, account.language),
);
