import { route } from "#lib/server/http.ts";
import { readAll } from "#lib/server/notifications.ts";
import * as operations from "#lib/server/operations/notifications.ts";

export const PUT = route(operations.markAllRead, readAll);
