import { exportRemoved } from "#lib/server/exports/removed.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/exports.ts";

export const GET = route(operations.exportRemoved, exportRemoved);
