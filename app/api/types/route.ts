import { createType, listTypes } from "#lib/db/types.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/types.ts";

export const GET = route(operations.listTypes, async ({ transaction, query, account }) => ({
  items: await listTypes(transaction, query.archived, account.language),
  next_cursor: null,
}));

export const POST = route(operations.createType, ({ transaction, body, account }) =>
  createType(transaction, body, account.language),
);
