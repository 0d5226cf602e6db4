import { createHash } from "node:crypto";
import type { CallerTransaction } from "../db/caller.ts";
import { claimIdempotencyKey, keepAnswer } from "../db/requests.ts";
import { Refusal } from "./refusal.ts";

export type Answered = { status: number; answer: unknown };

const longestKey = 200;

/**
 * Runs a change once for each Idempotency-Key: the same request again gets the first answer, kept in the very
 * transaction of the change; another request under the same key is refused. Without a key it just runs.
 */
export async function once(
  transaction: CallerTransaction,
  request: Request,
  body: Buffer,
  run: () => Promise<Answered>,
): Promise<Answered> {
  const key = request.headers.get("idempotency-key");
  if (key === null || request.method === "GET") return run();
  if (key.trim() === "" || key.length > longestKey)
    throw new Refusal("invalid_input", { reason: "not_an_idempotency_key" });

  const claim = await claimIdempotencyKey(transaction, key, fingerprint(request, body));
  if (claim.is_new) {
    const answered = await run();
    await keepAnswer(transaction, key, answered.status, answered.answer);
    return answered;
  }
  if (!claim.is_same) throw new Refusal("idempotency_mismatch");
  if (claim.status === null) throw new Error("An Idempotency-Key was kept without its answer");
  return { status: claim.status, answer: claim.answer };
}

function fingerprint(request: Request, body: Buffer): Buffer {
  const { pathname, search } = new URL(request.url);
  return createHash("sha256").update(`${request.method} ${pathname}${search}\n`).update(body).digest();
}
