import { personById } from "#lib/db/people.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/people.ts";
import { found } from "#lib/server/refusal.ts";

export const GET = route(operations.showPerson, async ({ transaction, params }) =>
  found(await personById(transaction, params.id)),
);
