import { z } from "zod";
import { idInPath } from "../../domain/fields.ts";
import { attachment, attachmentName, entryId } from "../../domain/interventions/entries.ts";
import { largestAttachment } from "../../domain/interventions/entry-limits.ts";
import { operation } from "./operation.ts";

const path = "/api/interventions/{number}/attachments/{id}";
const one = {
  tag: "Interventions",
  access: "account",
  area: "interventions",
  params: z.object({ number: idInPath, id: entryId }),
} as const;

export const keepAttachment = operation({
  ...one,
  method: "PUT",
  path,
  summary: "Add a photo (JPEG, PNG, WebP) or a PDF of at most 20 MB, as it is, under an id of one's own making",
  query: z.strictObject({ name: attachmentName }),
  upload: largestAttachment,
  answer: attachment,
});

export const downloadAttachment = operation({
  ...one,
  method: "GET",
  path,
  summary: "A photo or document itself, which never changes",
  download: "application/octet-stream",
});

export const downloadThumbnail = operation({
  ...one,
  method: "GET",
  path: `${path}/thumbnail`,
  summary: "A photo, upright and at most 480 pixels large",
  download: "image/webp",
});

export const removeAttachment = operation({
  ...one,
  method: "DELETE",
  path,
  summary: "Remove a photo or document: one's own, or as an administrator",
});
