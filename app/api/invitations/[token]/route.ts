import { openRoute } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/invitations.ts";
import { showInvitation } from "#lib/server/sign-in.ts";

export const GET = openRoute(operations.showInvitation, showInvitation);
