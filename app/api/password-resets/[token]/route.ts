import { openRoute } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/session.ts";
import { choosePassword, showPasswordReset } from "#lib/server/sign-in.ts";

export const GET = openRoute(operations.showPasswordReset, showPasswordReset);
export const POST = openRoute(operations.resetPassword, choosePassword);
