import { route } from "#lib/server/http.ts";
import { chooseTechnicians } from "#lib/server/interventions.ts";
import * as operations from "#lib/server/operations/interventions.ts";

export const PUT = route(operations.chooseTechnicians, chooseTechnicians);
