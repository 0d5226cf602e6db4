import { randomUUID } from "node:crypto";
import { attachmentAt, countAttachments } from "../db/attachments.ts";
import type { Place } from "../db/entries.ts";
import { interventionId } from "../db/interventions.ts";
import { mostAttachments } from "../domain/interventions/entry-limits.ts";
import { type AttachmentFile, attachmentFile } from "./attachment-file.ts";
import type { Around, Asking } from "./http.ts";
import type { Answered } from "./idempotency.ts";
import { log } from "./log.ts";
import { type Objects, objectsOf, removeOrLog } from "./objects.ts";
import type * as operations from "./operations/attachments.ts";
import { Refusal } from "./refusal.ts";
import { keepObject } from "./storage.ts";
import { Turns } from "./turns.ts";

/** A file whose bytes are in Storage. `isKept`: a row names them; it may still be rolled back. */
export type SentFile = { file: AttachmentFile; storedAs: string; isKept: boolean };

/** Each holds 20 MB at the most, and some hundred more while its thumbnail is made, one after the other. */
const turns = new Turns({ atOnce: 4, mostWaiting: 16 });

/**
 * Looks at a file and sends it to Storage before the transaction that keeps it, which takes seconds: no connection is
 * held for them. The caller's rights, and whether the id is free, are asked before, too: nothing is sent in vain. What is
 * refused is refused in the transaction, where a request that comes again gets its first answer.
 *
 * @throws busy when too many files are on their way
 */
export const sendFirst: Around<typeof operations.keepAttachment, SentFile | Refusal | null> = async (asking, run) => {
  const at = await wantedAt(asking);
  if (!at) return run(null);
  return turns.take(async () => {
    const file = await attachmentFile(asking.bytes).catch(refusalOf);
    if (file instanceof Refusal) return run(file);
    const sent = { file, storedAs: randomUUID(), isKept: false };
    const objects = objectsOf(at, sent.storedAs);
    await send(file, objects);
    return keep(sent, objects, run);
  });
};

/** Null when there is nothing to send: it is there already, or not for the caller, or one too many. */
async function wantedAt({ params, readOn }: Asking<typeof operations.keepAttachment>): Promise<Place | null> {
  return readOn(async (reading) => {
    const id = await interventionId(reading, params.number);
    if (id === null) return null;
    const at = { interventionId: id, id: params.id };
    const isWanted = !(await attachmentAt(reading, at)) && (await countAttachments(reading, id)) < mostAttachments;
    return isWanted ? at : null;
  });
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  throw error;
}

async function send({ bytes, media_type, thumbnail }: AttachmentFile, objects: Objects): Promise<void> {
  const uploads = [keepObject(objects.file, bytes, media_type)];
  if (thumbnail) uploads.push(keepObject(objects.thumbnail, thumbnail, "image/webp"));
  // Until each has come to its end: what is removed too early would be there afterwards.
  const failed = (await Promise.allSettled(uploads)).find((upload) => upload.status === "rejected");
  if (!failed) return;
  await removeOrLog(objects);
  throw failed.reason;
}

async function keep(sent: SentFile, objects: Objects, run: (sent: SentFile) => Promise<Answered>): Promise<Answered> {
  try {
    const answered = await run(sent);
    // The same request was here before, or another was faster with this id.
    if (!sent.isKept) await removeOrLog(objects);
    return answered;
  } catch (error) {
    // When a commit breaks off nobody knows whether there is a row: bytes that one may name stay.
    if (sent.isKept && !(error instanceof Refusal))
      log("warn", { event: "attachment_left_in_storage", names: Object.values(objects) });
    else await removeOrLog(objects);
    throw error;
  }
}
