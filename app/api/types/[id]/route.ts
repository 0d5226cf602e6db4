import { changeType } from "#lib/db/types.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/types.ts";
import { found } from "#lib/server/refusal.ts";

export const PATCH = route(operations.changeType, async ({ transaction, params, body, account }) =>
  found(await changeType(transaction, params.id, body, account.language)),
);
