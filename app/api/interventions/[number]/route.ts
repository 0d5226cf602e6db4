import { interventionByNumber } from "#lib/db/interventions.ts";
import { route } from "#lib/server/http.ts";
import { changeIntervention } from "#lib/server/interventions.ts";
import * as operations from "#lib/server/operations/interventions.ts";
import { found } from "#lib/server/refusal.ts";

export const GET = route(operations.showIntervention, async ({ transaction, params, account }) =>
  found(await interventionByNumber(transaction, params.number, account.language)),
);

export const PATCH = route(operations.changeIntervention, changeIntervention);
