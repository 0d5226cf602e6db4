import { keepNote, removeNote } from "#lib/server/entries.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/entries.ts";

export const PUT = route(operations.keepNote, keepNote);

export const DELETE = route(operations.removeNote, removeNote);
