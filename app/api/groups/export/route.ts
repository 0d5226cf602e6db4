import { exportGroups } from "#lib/server/exports/groups.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/exports.ts";

export const GET = route(operations.exportGroups, exportGroups);
