import { log } from "./log.ts";
import { dataSecurityHeaders } from "./security-headers.ts";

/** One request: what is learned about it on the way, for the answer and the log. */
export type Exchange = {
  requestId: string;
  /** The caller's; null while nobody knows. */
  language: string | null;
  actor: string | null;
  /** Set-Cookie headers to answer with. */
  cookies: string[];
  startedAt: number;
};

/** What every answer of the API carries, and its line in the log. */
export function finish(response: Response, exchange: Exchange, { method, path }: { method: string; path: string }) {
  const { headers, status } = response;
  // Data are kept by nobody, unless an answer says how.
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
  headers.set("x-request-id", exchange.requestId);
  // The browser has one session for all its windows: each sees whether the answer is for the person that it shows.
  if (exchange.actor !== null) headers.set("x-account-id", exchange.actor);
  for (const [name, value] of dataSecurityHeaders()) if (!headers.has(name)) headers.set(name, value);
  for (const cookie of exchange.cookies) headers.append("set-cookie", cookie);
  log("info", {
    event: "request",
    request_id: exchange.requestId,
    actor: exchange.actor,
    method,
    path,
    status,
    ms: Math.round((performance.now() - exchange.startedAt) * 10) / 10,
  });
  return response;
}
