import { listImports } from "#lib/db/imports.ts";
import { route } from "#lib/server/http.ts";
import { beginImport } from "#lib/server/imports.ts";
import * as operations from "#lib/server/operations/imports.ts";

export const GET = route(operations.listImports, ({ transaction, query }) => listImports(transaction, query));

export const POST = route(operations.beginImport, beginImport);
