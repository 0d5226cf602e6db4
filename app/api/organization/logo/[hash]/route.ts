import { openRoute } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/organization.ts";
import { showLogo } from "#lib/server/organization.ts";

export const GET = openRoute(operations.showLogo, showLogo);
