import { listApiKeys } from "#lib/db/api-keys.ts";
import { makeKey } from "#lib/server/api-keys.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/api-keys.ts";

export const GET = route(operations.listApiKeys, async ({ transaction }) => ({
  items: await listApiKeys(transaction),
  next_cursor: null,
}));

export const POST = route(operations.makeApiKey, makeKey);
