import { route } from "#lib/server/http.ts";
import { showOfflineCopy } from "#lib/server/offline-copy.ts";
import * as operations from "#lib/server/operations/offline-copy.ts";

export const GET = route(operations.showOfflineCopy, showOfflineCopy);
