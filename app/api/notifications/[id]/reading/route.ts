import { route } from "#lib/server/http.ts";
import { read, unread } from "#lib/server/notifications.ts";
import * as operations from "#lib/server/operations/notifications.ts";

export const PUT = route(operations.markRead, read);
export const DELETE = route(operations.markUnread, unread);
