import { sendFirst } from "#lib/server/attachment-upload.ts";
import { downloadAttachment, keepAttachment, removeAttachment } from "#lib/server/attachments.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/attachments.ts";

export const PUT = route(operations.keepAttachment, keepAttachment, sendFirst);

export const GET = route(operations.downloadAttachment, downloadAttachment);

export const DELETE = route(operations.removeAttachment, removeAttachment);
