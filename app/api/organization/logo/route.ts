import { organization, removeLogo } from "#lib/db/organization.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/organization.ts";
import { chooseLogo } from "#lib/server/organization.ts";

export const PUT = route(operations.chooseLogo, chooseLogo);

export const DELETE = route(operations.removeLogo, async ({ transaction }) => {
  await removeLogo(transaction);
  return organization(transaction);
});
