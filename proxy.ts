import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { processEnvironment } from "#lib/env.ts";
import { commonSecurityHeaders, pageContentSecurityPolicy } from "#lib/server/security-headers.ts";

const isDevelopment = processEnvironment().NODE_ENV === "development";

/** Gives every page its security headers, and its scripts a nonce. Next reads the nonce from the request's policy. */
export function proxy(request: NextRequest) {
  const nonce = randomBytes(16).toString("base64");
  const policy = pageContentSecurityPolicy(nonce, isDevelopment);
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set("x-nonce", nonce);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  for (const [name, value] of commonSecurityHeaders()) response.headers.set(name, value);
  return response;
}

// What is data has headers of its own (lib/server/http.ts), and the worker's script would take a page's policy for its
// own. Everything else may turn out to be a page, whatever its name ends in.
export const config = {
  matcher: ["/((?!api/|_next/static/|unsubscribe/[^/]+$|sw\\.js$).*)"],
};
