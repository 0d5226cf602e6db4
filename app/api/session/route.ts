import { openRoute, route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/session.ts";
import { signedIn, signInWith, signOutOf } from "#lib/server/sign-in.ts";

export const GET = route(operations.showSession, ({ transaction, account }) => signedIn(transaction, account));
export const POST = openRoute(operations.signIn, signInWith);
export const DELETE = openRoute(operations.signOut, signOutOf);
