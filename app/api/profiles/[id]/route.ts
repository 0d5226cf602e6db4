import { changeProfile, removeProfile } from "#lib/db/profiles.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/profiles.ts";
import { found, Refusal } from "#lib/server/refusal.ts";

export const PATCH = route(operations.changeProfile, async ({ transaction, params, body }) =>
  found(await changeProfile(transaction, params.id, body)),
);

export const DELETE = route(operations.removeProfile, async ({ transaction, params }) => {
  if (!(await removeProfile(transaction, params.id))) throw new Refusal("not_found");
  return undefined;
});
