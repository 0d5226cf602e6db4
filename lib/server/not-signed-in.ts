import { isDeactivated } from "../db/accounts.ts";
import { type CallerTransaction, readAsCaller } from "../db/caller.ts";
import { subjectOf } from "./access-token.ts";
import { webDatabase } from "./database.ts";
import type { Exchange } from "./finish.ts";
import { Refusal } from "./refusal.ts";
import { bearerToken } from "./session.ts";
import { readSessionCookie } from "./session-cookie.ts";

/**
 * Why nobody is signed in, as far as whoever asks may know it. A device of a deactivated account is told, so that it keeps
 * nothing of it: it holds a token that Auth signed for that account, expired or not. Its cookies stay until it has heard
 * (it signs out then), because the answer may go to a window or worker that dies with it.
 */
export async function notSignedIn(request: Request, exchange: Exchange): Promise<Refusal> {
  const token = bearerToken(request) ?? (await readSessionCookie(request))?.access_token;
  const sub = token ? await subjectOf(token) : null;
  if (sub === null) return new Refusal("not_signed_in");
  return readAsCaller(webDatabase(), { role: "authenticated", sub }, (reading) => noAccount(reading, exchange));
}

/**
 * The same for whoever was let in by a good token and turns out to have no account, or an ended session. Asked on the
 * connection that they have: one more for each of them, and none would be left for any to go on.
 */
export async function noAccount(asking: CallerTransaction, exchange: Exchange): Promise<Refusal> {
  if (!(await isDeactivated(asking))) return new Refusal("not_signed_in");
  exchange.cookies = [];
  return new Refusal("not_signed_in", { reason: "account_inactive" });
}
