import { listDeliveries } from "#lib/db/deliveries-log.ts";
import { interventionByNumber } from "#lib/db/interventions.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/deliveries.ts";
import { found } from "#lib/server/refusal.ts";

export const GET = route(operations.listDeliveriesOfIntervention, async ({ transaction, params, query, account }) => {
  const { number } = found(await interventionByNumber(transaction, params.number, account.language));
  return listDeliveries(transaction, { ...query, intervention: number }, account.language);
});
