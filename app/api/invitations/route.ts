import { invite } from "#lib/db/invitations.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/invitations.ts";

export const POST = route(operations.invite, ({ transaction, body }) => invite(transaction, body));
