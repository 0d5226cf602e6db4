import type { Attachment } from "../domain/interventions/entries.ts";
import { largestPhoto } from "../domain/interventions/entry-limits.ts";
import { readPicture } from "./picture.ts";
import { refusedAt } from "./refusal.ts";
import { thumbnailOf } from "./thumbnail.ts";

export type AttachmentFile = Pick<Attachment, "media_type" | "width" | "height"> & {
  bytes: Buffer;
  thumbnail: Buffer | null;
};

/**
 * What a file is, by its content, whatever it is called or said to be.
 * @throws invalid_input at "file" for what is none of the types that are kept, or not whole
 */
export async function attachmentFile(bytes: Buffer): Promise<AttachmentFile> {
  if (bytes.length === 0) throw refusedAt("file", "empty");
  if (isPdf(bytes)) return { bytes, media_type: "application/pdf", width: null, height: null, thumbnail: null };
  const picture = readPicture(bytes, { isDecodedNext: true });
  if (picture === "not_a_picture") throw refusedAt("file", "not_an_attachment");
  if (picture === "picture_broken") throw refusedAt("file", "picture_broken");
  const { width, height, media_type } = picture;
  if (Math.max(width, height) > largestPhoto.side || width * height > largestPhoto.area)
    throw refusedAt("file", "photo_too_large");
  const thumbnail = await thumbnailOf(bytes);
  if (!thumbnail) throw refusedAt("file", "picture_broken");
  return { bytes, media_type, width: thumbnail.width, height: thumbnail.height, thumbnail: thumbnail.bytes };
}

/** ISO 32000: a header at the start, and a mark at the end, behind which readers look past so many bytes. */
function isPdf(bytes: Buffer): boolean {
  return bytes.toString("latin1", 0, 5) === "%PDF-" && bytes.subarray(-1024).includes("%%EOF");
}
