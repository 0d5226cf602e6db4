import { organization } from "#lib/db/organization.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/organization.ts";
import { changeOrganization } from "#lib/server/organization.ts";

export const GET = route(operations.showOrganization, ({ transaction }) => organization(transaction));

export const PATCH = route(operations.changeOrganization, changeOrganization);
