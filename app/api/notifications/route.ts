import { route } from "#lib/server/http.ts";
import { showBell } from "#lib/server/notifications.ts";
import * as operations from "#lib/server/operations/notifications.ts";

export const GET = route(operations.listNotifications, showBell);
