import { changeLogin, loginById } from "#lib/db/accounts.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/accounts.ts";
import { found } from "#lib/server/refusal.ts";

export const PATCH = route(operations.changeLogin, async ({ transaction, params, body }) => {
  await changeLogin(transaction, found(await loginById(transaction, params.id)), body);
  return found(await loginById(transaction, params.id));
});
