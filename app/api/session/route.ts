import { workplace } from "#lib/db/organization.ts";
import { openRoute, route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/session.ts";
import { signInWith, signOutOf } from "#lib/server/sign-in.ts";

export const GET = route(operations.showSession, async ({ transaction, account }) => ({
  account,
  organization: await workplace(transaction),
}));
export const POST = openRoute(operations.signIn, signInWith);
export const DELETE = openRoute(operations.signOut, signOutOf);
