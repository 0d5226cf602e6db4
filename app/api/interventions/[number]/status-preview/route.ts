import { route } from "#lib/server/http.ts";
import { previewStatus as operation } from "#lib/server/operations/status-preview.ts";
import { previewStatus } from "#lib/server/status-preview.ts";

export const GET = route(operation, previewStatus);
