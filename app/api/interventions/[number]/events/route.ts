import { listFacts } from "#lib/db/facts.ts";
import { interventionByNumber } from "#lib/db/interventions.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/interventions.ts";
import { found } from "#lib/server/refusal.ts";

export const GET = route(operations.listFacts, async ({ transaction, params, query, account }) => {
  const { id } = found(await interventionByNumber(transaction, params.number, account.language));
  return listFacts(transaction, id, query, account.language);
});
