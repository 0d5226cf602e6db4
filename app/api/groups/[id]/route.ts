import { groupById } from "#lib/db/groups.ts";
import { changeGroup } from "#lib/server/groups.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/groups.ts";
import { found } from "#lib/server/refusal.ts";

export const GET = route(operations.showGroup, async ({ transaction, params }) =>
  found(await groupById(transaction, params.id)),
);

export const PATCH = route(operations.changeGroup, changeGroup);
