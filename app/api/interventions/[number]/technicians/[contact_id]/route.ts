import { route } from "#lib/server/http.ts";
import { assignTechnician, unassignTechnician } from "#lib/server/interventions.ts";
import * as operations from "#lib/server/operations/interventions.ts";

export const PUT = route(operations.assignTechnician, assignTechnician);
export const DELETE = route(operations.unassignTechnician, unassignTechnician);
