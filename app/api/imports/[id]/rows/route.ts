import { listImportRows } from "#lib/db/imports.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/imports.ts";

export const GET = route(operations.listImportRows, ({ transaction, params, query }) =>
  listImportRows(transaction, params.id, query),
);
