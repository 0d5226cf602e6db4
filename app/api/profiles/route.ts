import { listProfiles } from "#lib/db/organization.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/organization.ts";

export const GET = route(operations.listProfiles, async ({ transaction }) => ({
  items: await listProfiles(transaction),
  next_cursor: null,
}));
