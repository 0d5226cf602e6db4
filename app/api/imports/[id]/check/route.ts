import { checkImport } from "#lib/db/imports.ts";
import { route } from "#lib/server/http.ts";
import { imported } from "#lib/server/imports.ts";
import * as operations from "#lib/server/operations/imports.ts";

export const POST = route(operations.checkImport, async ({ transaction, params, body }) => {
  await checkImport(transaction, params.id, body.has_consent);
  return imported(transaction, params.id);
});
