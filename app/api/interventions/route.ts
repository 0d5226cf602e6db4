import { listInterventions } from "#lib/db/intervention-list.ts";
import { route } from "#lib/server/http.ts";
import { createIntervention } from "#lib/server/interventions.ts";
import * as operations from "#lib/server/operations/interventions.ts";

export const GET = route(operations.listInterventions, ({ transaction, query, account }) =>
  listInterventions(transaction, query, {
    contactId: account.contact_id,
    isAdmin: account.is_admin,
    language: account.language,
  }),
);

export const POST = route(operations.createIntervention, createIntervention);
