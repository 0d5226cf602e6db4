import { sql } from "kysely";
import type { Attachment } from "../domain/interventions/entries.ts";
import type { CallerTransaction } from "./caller.ts";
import { entryOf, filesOf, type Place, type Row } from "./entries.ts";

/** `stored_as`: a UUID that names its bytes in Storage, and nothing else's. */
export type NewAttachment = Pick<Attachment, "name" | "media_type" | "size" | "width" | "height" | "has_thumbnail"> & {
  stored_as: string;
};
export type StoredAttachment = Pick<NewAttachment, "name" | "media_type" | "size" | "has_thumbnail" | "stored_as">;

/** Null when the intervention has no such file, or not for the caller. */
export async function attachmentAt(
  transaction: CallerTransaction,
  { interventionId, id }: Place,
): Promise<Attachment | null> {
  const { rows } = await sql<Row<Attachment>>`${filesOf([interventionId])} and e.id = ${id}`.execute(transaction);
  return rows[0] ? entryOf(rows[0]) : null;
}

/** Where its bytes are. Null when the intervention has no such file, or not for the caller. */
export async function storedAttachment(
  transaction: CallerTransaction,
  { interventionId, id }: Place,
): Promise<StoredAttachment | null> {
  const row = await transaction
    .selectFrom("attachments")
    .select(["name", "media_type", "size", "has_thumbnail", "stored_as"])
    .where("intervention_id", "=", interventionId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row ? { ...row, media_type: row.media_type as Attachment["media_type"] } : null;
}

export async function countAttachments(transaction: CallerTransaction, interventionId: number): Promise<number> {
  const { count } = await transaction
    .selectFrom("attachments")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("intervention_id", "=", interventionId)
    .executeTakeFirstOrThrow();
  return count;
}

/**
 * Waits for whoever inserts the same key at this moment, so that one of them keeps the file.
 * @returns whether the key was free
 */
export async function insertAttachment(
  transaction: CallerTransaction,
  { interventionId, id }: Place,
  file: NewAttachment,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto("attachments")
    .values({ id, intervention_id: interventionId, ...file })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}
