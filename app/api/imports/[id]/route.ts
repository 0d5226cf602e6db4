import { discardImport } from "#lib/db/imports.ts";
import { route } from "#lib/server/http.ts";
import { changeImport, imported } from "#lib/server/imports.ts";
import * as operations from "#lib/server/operations/imports.ts";

export const GET = route(operations.showImport, ({ transaction, params }) => imported(transaction, params.id));

export const PATCH = route(operations.changeImport, changeImport);

export const DELETE = route(operations.discardImport, async ({ transaction, params }) => {
  await discardImport(transaction, params.id);
  return undefined;
});
