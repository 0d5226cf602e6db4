import { createProfile, listProfiles } from "#lib/db/profiles.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/profiles.ts";
import { found } from "#lib/server/refusal.ts";

export const GET = route(operations.listProfiles, async ({ transaction }) => ({
  items: await listProfiles(transaction),
  next_cursor: null,
}));

export const POST = route(operations.createProfile, async ({ transaction, body }) =>
  found(await createProfile(transaction, body)),
);
