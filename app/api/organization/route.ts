import { changeOrganization, organization } from "#lib/db/organization.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/organization.ts";

export const GET = route(operations.showOrganization, ({ transaction }) => organization(transaction));

export const PATCH = route(operations.changeOrganization, async ({ transaction, body }) => {
  await changeOrganization(transaction, body);
  return organization(transaction);
});
