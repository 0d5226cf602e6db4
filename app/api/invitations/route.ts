import { invite, listInvitations } from "#lib/db/invitations.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/invitations.ts";

export const GET = route(operations.listInvitations, ({ transaction, query }) => listInvitations(transaction, query));
export const POST = route(operations.invite, ({ transaction, body }) => invite(transaction, body));
