import { runImport } from "#lib/db/imports.ts";
import { route } from "#lib/server/http.ts";
import { imported } from "#lib/server/imports.ts";
import * as operations from "#lib/server/operations/imports.ts";

export const POST = route(operations.runImport, async ({ transaction, params }) => {
  await runImport(transaction, params.id);
  return imported(transaction, params.id);
});
