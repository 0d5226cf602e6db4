import { exportContacts } from "#lib/server/exports/contacts.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/exports.ts";

export const GET = route(operations.exportContacts, exportContacts);
