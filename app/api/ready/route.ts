import { openRoute } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/readiness.ts";
import { showParts } from "#lib/server/readiness.ts";

export const GET = openRoute(operations.showReadiness, showParts);
