import { downloadThumbnail } from "#lib/server/attachments.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/attachments.ts";

export const GET = route(operations.downloadThumbnail, downloadThumbnail);
