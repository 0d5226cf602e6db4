import { sql } from "kysely";
import type { CallerTransaction } from "./caller.ts";
import type { JsonValue } from "./database.types.ts";

/** Whether a request is the first with its Idempotency-Key; if not, whether it is the same, and the first's answer. */
export type KeyClaim = { is_new: true } | { is_new: false; is_same: boolean; status: number | null; answer: JsonValue };

/** Waits for a request with the same key that is still running. */
export async function claimIdempotencyKey(
  transaction: CallerTransaction,
  key: string,
  fingerprint: Buffer,
): Promise<KeyClaim> {
  const { rows } = await sql<KeyClaim>`
    select * from private.claim_idempotency_key(${key}, ${fingerprint})
  `.execute(transaction);
  const [claim] = rows;
  if (!claim) throw new Error("private.claim_idempotency_key answered nothing");
  return claim;
}

export async function keepAnswer(
  transaction: CallerTransaction,
  key: string,
  status: number,
  answer: unknown,
): Promise<void> {
  await sql`select private.keep_answer(${key}, ${status}, ${JSON.stringify(answer ?? null)})`.execute(transaction);
}

/** Counts a try and says whether it is still allowed. */
export async function countTry(
  transaction: CallerTransaction,
  bucket: string,
  most: number,
  windowSeconds: number,
): Promise<boolean> {
  const { rows } = await sql<{ is_allowed: boolean }>`
    select private.hit(${bucket}, ${most}, ${windowSeconds}) as is_allowed
  `.execute(transaction);
  return rows[0]?.is_allowed === true;
}
