import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/templates.ts";
import { removeTemplate } from "#lib/server/templates.ts";

export const DELETE = route(operations.removeTemplate, removeTemplate);
