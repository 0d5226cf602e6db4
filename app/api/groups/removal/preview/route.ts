import { previewDissolution } from "#lib/server/groups.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/groups.ts";

export const POST = route(operations.previewDissolution, previewDissolution);
