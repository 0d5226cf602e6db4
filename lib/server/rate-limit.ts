import { createHmac } from "node:crypto";
import { asCaller } from "../db/caller.ts";
import { countTry } from "../db/requests.ts";
import { webEnv } from "../env.ts";
import { webDatabase } from "./database.ts";
import { Refusal } from "./refusal.ts";
import { networkOf, remoteAddress } from "./remote-address.ts";

const windowSeconds = 15 * 60;
const everybody = "everybody";

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
 * A limit for everybody who calls from one address, or for everybody when the address is not known: then it is twenty
 * times as high, and what holds is the limits per account.
 */
export function perAddress(request: Request, action: string, most: number): Limit {
  const address = remoteAddress(request);
  return address === null ? { action, who: everybody, most: most * 20 } : { action, who: networkOf(address), most };
}

/** A limit for one address that tries one account. */
export function perAddressAndAccount(request: Request, action: string, email: string, most: number): Limit {
  const address = remoteAddress(request);
  return { action, who: `${address === null ? everybody : networkOf(address)} ${email}`, most };
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
