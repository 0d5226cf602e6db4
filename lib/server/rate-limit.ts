import { createHmac } from "node:crypto";
import { asCaller } from "../db/caller.ts";
import { countTry } from "../db/requests.ts";
import { webEnv } from "../env.ts";
import { webDatabase } from "./database.ts";
import { Refusal } from "./refusal.ts";

const windowSeconds = 15 * 60;

/** How often something may be tried in a quarter of an hour, by whom (never kept in the clear). */
export type Limit = { action: string; who: string; most: number };

/**
 * Counts a try against every limit and refuses it when one is exceeded. Counted in a transaction of its own: a refused
 * request changes nothing else, but it was a try.
 */
export async function limit(...limits: Limit[]): Promise<void> {
  const allowed = await asCaller(webDatabase(), { role: "anon" }, async (transaction) => {
    let every = true;
    for (const { action, who, most } of limits)
      every = (await countTry(transaction, `${action}:${pseudonym(who)}`, most, windowSeconds)) && every;
    return every;
  });
  if (!allowed) throw new Refusal("rate_limited", { retryAfterSeconds: secondsLeft() });
}

/**
 * Where a request comes from: the last entry of X-Forwarded-For, which the nearest proxy (or Next itself) has written.
 */
export function remoteAddress(request: Request): string {
  return request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
}

/** Keyed, so that a list of all addresses cannot be hashed and compared. */
function pseudonym(who: string): string {
  const [key] = webEnv().LINK_KEYS;
  if (!key) throw new Error("LINK_KEYS is empty");
  return createHmac("sha256", key.secret).update(`rate-limit|${who}`).digest("base64url");
}

function secondsLeft(): number {
  return windowSeconds - (Math.floor(Date.now() / 1000) % windowSeconds);
}
