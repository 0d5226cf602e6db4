import { listEntries } from "#lib/server/entries.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/entries.ts";

export const GET = route(operations.listEntries, listEntries);
