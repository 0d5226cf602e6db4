import { route } from "#lib/server/http.ts";
import { downloadCorrections } from "#lib/server/imports.ts";
import * as operations from "#lib/server/operations/imports.ts";

export const GET = route(operations.downloadCorrections, downloadCorrections);
