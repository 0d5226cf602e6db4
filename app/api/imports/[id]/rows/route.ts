import { listImportRows } from "#lib/db/imports.ts";
import { route } from "#lib/server/http.ts";
import { imported } from "#lib/server/imports.ts";
import * as operations from "#lib/server/operations/imports.ts";

export const GET = route(operations.listImportRows, async ({ transaction, params, query }) => {
  await imported(transaction, params.id);
  return listImportRows(transaction, params.id, query);
});
