import { changeStatus } from "#lib/db/statuses.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/statuses.ts";
import { found } from "#lib/server/refusal.ts";

export const PATCH = route(operations.changeStatus, async ({ transaction, params, body, account }) =>
  found(await changeStatus(transaction, params.id, body, account.language)),
);
