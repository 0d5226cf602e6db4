import { webEnv } from "../env.ts";
import { Refusal } from "./refusal.ts";

/**
 * Refuses state changes that another site makes in the caller's name. Browsers send Origin with every request but GET
 * and HEAD; a request without it and without cookies comes from a script and carries nobody's authority.
 * Requests with a bearer token are exempt: no browser adds one by itself.
 */
export function checkOrigin(request: Request): void {
  if (request.method === "GET" || request.method === "HEAD" || request.headers.has("authorization")) return;
  const origin = request.headers.get("origin");
  if (origin === webEnv().APP_URL) return;
  if (origin === null && !request.headers.has("cookie") && !request.headers.has("sec-fetch-site")) return;
  throw new Refusal("forbidden", { reason: "other_origin" });
}
