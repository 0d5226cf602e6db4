import { openRoute } from "#lib/server/http.ts";
import { requestPasswordReset } from "#lib/server/operations/session.ts";
import { askForPasswordReset } from "#lib/server/sign-in.ts";

export const POST = openRoute(requestPasswordReset, askForPasswordReset);
