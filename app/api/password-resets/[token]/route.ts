import { openRoute } from "#lib/server/http.ts";
import { resetPassword } from "#lib/server/operations/session.ts";
import { choosePassword } from "#lib/server/sign-in.ts";

export const POST = openRoute(resetPassword, choosePassword);
