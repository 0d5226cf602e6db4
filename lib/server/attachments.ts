import { attachmentAt, countAttachments, insertAttachment, storedAttachment } from "../db/attachments.ts";
import { type Place, removeEntry } from "../db/entries.ts";
import { interventionId } from "../db/interventions.ts";
import type { Attachment } from "../domain/interventions/entries.ts";
import { mostAttachments } from "../domain/interventions/entry-limits.ts";
import type { SentFile } from "./attachment-upload.ts";
import { contentDisposition } from "./content-disposition.ts";
import { place } from "./entries.ts";
import type { Call } from "./http.ts";
import { objectsOf, removeOrLog } from "./objects.ts";
import type * as operations from "./operations/attachments.ts";
import { found, Refusal, refusedAt } from "./refusal.ts";
import { readObject } from "./storage.ts";

/** @param sent what `attachment-upload.ts` has sent to Storage before; the row makes it an attachment */
export async function keepAttachment(
  call: Call<typeof operations.keepAttachment>,
  sent: SentFile | Refusal | null,
): Promise<Attachment> {
  const { transaction, query, bytes } = call;
  const at = await place(call);
  const known = await attachmentAt(transaction, at);
  if (known) return known;
  if ((await countAttachments(transaction, at.interventionId)) >= mostAttachments)
    throw refusedAt("file", "too_many_attachments");
  if (sent instanceof Refusal) throw sent;
  // What stood in its way when it was looked at has gone since.
  if (!sent) throw new Refusal("busy", { retryAfterSeconds: 1 });
  const { media_type, width, height, thumbnail } = sent.file;
  sent.isKept = await insertAttachment(transaction, at, {
    name: query.name,
    media_type,
    size: bytes.length,
    width,
    height,
    has_thumbnail: thumbnail !== null,
    stored_as: sent.storedAs,
  });
  const kept = await attachmentAt(transaction, at);
  if (!kept) throw new Refusal("already_exists");
  return kept;
}

export async function downloadAttachment(call: Call<typeof operations.downloadAttachment>): Promise<undefined> {
  const { at, name, media_type, size, stored_as } = await readable(call);
  return give(call, stored_as, objectsOf(at, stored_as).file, {
    "content-type": media_type,
    "content-length": String(size),
    "content-disposition": contentDisposition(media_type === "application/pdf" ? "attachment" : "inline", name),
  });
}

export async function downloadThumbnail(call: Call<typeof operations.downloadThumbnail>): Promise<undefined> {
  const { at, name, has_thumbnail, stored_as } = await readable(call);
  if (!has_thumbnail) throw new Refusal("not_found");
  return give(call, stored_as, objectsOf(at, stored_as).thumbnail, {
    "content-type": "image/webp",
    "content-disposition": contentDisposition("inline", `${name}.webp`),
  });
}

/** The bytes go when the row is gone for good; without it nobody reaches them. */
export async function removeAttachment(call: Call<typeof operations.removeAttachment>): Promise<undefined> {
  const { transaction } = call;
  const at = await place(call);
  const { stored_as } = found(await storedAttachment(transaction, at));
  if (!(await removeEntry(transaction, "attachments", at))) throw new Refusal("not_found");
  call.afterwards(() => removeOrLog(objectsOf(at, stored_as)));
}

type Download = Pick<Call, "transaction" | "afterwards" | "request"> & { params: { number: number; id: string } };

async function readable({ transaction, params }: Download) {
  const at: Place = { interventionId: found(await interventionId(transaction, params.number)), id: params.id };
  return { at, ...found(await storedAttachment(transaction, at)) };
}

/**
 * A file never changes, but who may see it does, and so does who holds the device: the browser may keep it, and asks each
 * time before it shows it (`no-cache`). What it has need not be sent again. Without a network the service worker shows
 * it to the one for whom it came (`lib/browser/worker/files.ts`). A year without asking would show a photo to whoever
 * has its address; `Vary: Cookie` would lose all of them with each renewal of the session, every hour.
 *
 * Should a browser ever take a file for a page, nothing in it runs.
 */
function give(
  { request, afterwards }: Download,
  storedAs: string,
  object: string,
  described: Record<string, string>,
): undefined {
  const etag = `"${storedAs}"`;
  const headers = {
    "cache-control": "private, no-cache",
    "content-security-policy": "default-src 'none'; sandbox",
    etag,
  };
  return afterwards(async () => {
    if (isKnown(request, etag)) return new Response(null, { status: 304, headers });
    return new Response(found(await readObject(object)), { headers: { ...described, ...headers } });
  });
}

/** Compared weakly (RFC 9110, 13.1.2): a proxy that packs answers weakens their tags. */
function isKnown(request: Request, etag: string): boolean {
  const known = request.headers.get("if-none-match") ?? "";
  return known.split(",").some((one) => one.trim().replace(/^W\//, "") === etag);
}
