import { pageRoute } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/unsubscribe.ts";
import { changeUnsubscription, showUnsubscription } from "#lib/server/unsubscribe.ts";

export const GET = pageRoute(operations.showUnsubscription, (request, { token }) => showUnsubscription(request, token));

export const POST = pageRoute(operations.changeUnsubscription, (request, { token }) =>
  changeUnsubscription(request, token),
);
