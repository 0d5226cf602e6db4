import { revokeApiKey } from "#lib/db/api-keys.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/api-keys.ts";

export const DELETE = route(operations.revokeApiKey, async ({ transaction, params }) => {
  await revokeApiKey(transaction, params.id);
  return undefined;
});
