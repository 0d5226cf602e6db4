import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/templates.ts";
import { shipped } from "#lib/server/templates.ts";

export const GET = route(operations.showShippedTemplate, shipped);
