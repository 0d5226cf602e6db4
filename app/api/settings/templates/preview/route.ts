import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/templates.ts";
import { previewTemplate } from "#lib/server/template-trial.ts";

export const POST = route(operations.previewTemplate, previewTemplate);
