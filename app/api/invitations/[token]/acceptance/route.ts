import { openRoute } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/invitations.ts";
import { acceptInvitation } from "#lib/server/sign-in.ts";

export const POST = openRoute(operations.acceptInvitation, acceptInvitation);
