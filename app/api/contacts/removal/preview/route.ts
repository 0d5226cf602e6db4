import { previewRemoval } from "#lib/server/contact-removal.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/contact-removal.ts";

export const POST = route(operations.previewRemoval, previewRemoval);
