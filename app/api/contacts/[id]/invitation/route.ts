import { revokeInvitation } from "#lib/db/invitations.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/invitations.ts";

export const DELETE = route(operations.revokeInvitation, async ({ transaction, params }) => {
  await revokeInvitation(transaction, params.id);
  return undefined;
});
