import { openRoute } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/readiness.ts";

/** Says that the process answers, nothing more; /api/ready says whether its parts do. */
export const GET = openRoute(operations.showHealth, async () => ({ status: "ok" as const }));
