import { exportInterventions } from "#lib/server/exports/interventions.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/exports.ts";

export const GET = route(operations.exportInterventions, exportInterventions);
