import { attachmentAt, countAttachments, insertAttachment } from "../db/attachments.ts";
import { type Place, removeEntry } from "../db/entries.ts";
import { interventionId } from "../db/interventions.ts";
import type { Attachment } from "../domain/interventions/entries.ts";
import { mostAttachments } from "../domain/interventions/entry-limits.ts";
import { type AttachmentFile, attachmentFile } from "./attachment-file.ts";
import { contentDisposition } from "./content-disposition.ts";
import { type EntryCall, place } from "./entries.ts";
import type { Call } from "./http.ts";
import { log } from "./log.ts";
import type * as operations from "./operations/attachments.ts";
import { found, Refusal, refusedAt } from "./refusal.ts";
import { keepObject, readObject, removeObjects } from "./storage.ts";

/**
 * The row comes first: it says whether the caller may, and whether the id is free, before anything is sent to Storage.
 * Nobody sees it until the bytes are there, because then alone it is committed.
 */
export async function keepAttachment(call: Call<typeof operations.keepAttachment>): Promise<Attachment> {
  const { transaction, query, bytes } = call;
  const at = await place(call);
  const known = await attachmentAt(transaction, at);
  if (known) return known;
  if ((await countAttachments(transaction, at.interventionId)) >= mostAttachments)
    throw refusedAt("file", "too_many_attachments");
  const file = await attachmentFile(bytes);
  const { media_type, width, height } = file;
  const row = {
    name: query.name,
    media_type,
    size: bytes.length,
    width,
    height,
    has_thumbnail: file.thumbnail !== null,
  };
  const isNew = await insertAttachment(transaction, at, row);
  const kept = await attachmentAt(transaction, at);
  if (!kept) throw new Refusal("already_exists");
  if (isNew) await keepFile(at, file);
  return kept;
}

async function keepFile(at: Place, { bytes, media_type, thumbnail }: AttachmentFile): Promise<void> {
  const names = objectsOf(at);
  const uploads = [keepObject(names.file, bytes, media_type)];
  if (thumbnail) uploads.push(keepObject(names.thumbnail, thumbnail, "image/webp"));
  // Until each has come to its end: what is removed too early would be there afterwards.
  const failed = (await Promise.allSettled(uploads)).find((upload) => upload.status === "rejected");
  if (!failed) return;
  await removeObjects(Object.values(names)).catch(() => log("warn", { event: "attachment_left_in_storage", ...at }));
  throw failed.reason;
}

export async function downloadAttachment(call: Call<typeof operations.downloadAttachment>): Promise<Response> {
  const { at, attachment } = await readable(call);
  const { name, media_type, size } = attachment;
  const content = found(await readObject(objectsOf(at).file));
  const kind = media_type === "application/pdf" ? "attachment" : "inline";
  return fileOf(content, {
    "content-type": media_type,
    "content-length": String(size),
    "content-disposition": contentDisposition(kind, name),
  });
}

export async function downloadThumbnail(call: Call<typeof operations.downloadThumbnail>): Promise<Response> {
  const { at, attachment } = await readable(call);
  if (!attachment.has_thumbnail) throw new Refusal("not_found");
  const content = found(await readObject(objectsOf(at).thumbnail));
  return fileOf(content, {
    "content-type": "image/webp",
    "content-disposition": contentDisposition("inline", `${attachment.name}.webp`),
  });
}

/** The row first, so that only who may remove it reaches the bytes; when Storage fails, both stay. */
export async function removeAttachment(call: Call<typeof operations.removeAttachment>): Promise<undefined> {
  const at = await place(call);
  if (!(await removeEntry(call.transaction, "attachments", at))) throw new Refusal("not_found");
  await removeObjects(Object.values(objectsOf(at)));
  return undefined;
}

async function readable({ transaction, params }: EntryCall): Promise<{ at: Place; attachment: Attachment }> {
  const at = { interventionId: found(await interventionId(transaction, params.number)), id: params.id };
  return { at, attachment: found(await attachmentAt(transaction, at)) };
}

/** By the intervention, too: an id that somebody uses again elsewhere never meets the bytes of another job. */
function objectsOf({ interventionId, id }: Place) {
  const folder = `interventions/${interventionId}/${id.toLowerCase()}`;
  return { file: `${folder}/file`, thumbnail: `${folder}/thumbnail` };
}

/** Another file has another id. Should a browser ever take one for a page, nothing in it runs. */
function fileOf(content: ReadableStream<Uint8Array>, headers: Record<string, string>): Response {
  return new Response(content, {
    headers: {
      ...headers,
      "cache-control": "private, max-age=31536000, immutable",
      "content-security-policy": "default-src 'none'; sandbox",
    },
  });
}
