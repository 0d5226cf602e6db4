import { previewMany } from "#lib/server/bulk-changes.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/bulk-changes.ts";

export const POST = route(operations.previewMany, previewMany);
