import { openRoute } from "#lib/server/http.ts";
import { openApi } from "#lib/server/openapi.ts";
import { describe } from "#lib/server/operations/description.ts";

export const GET = openRoute(describe, async () => openApi() as { openapi: string });
