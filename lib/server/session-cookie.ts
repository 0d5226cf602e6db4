import {
  combineChunks,
  createChunks,
  parseCookieHeader,
  serializeCookieHeader,
  stringToBase64URL,
} from "@supabase/ssr";
import { z } from "zod";
import { webEnv } from "../env.ts";
import { isSecure } from "./security-headers.ts";

const tokens = z.object({ access_token: z.string(), refresh_token: z.string() });
export type SessionTokens = z.infer<typeof tokens>;

/** The longest that browsers keep a cookie. */
const maxAgeSeconds = 400 * 24 * 60 * 60;

/** What the session's cookies say; null without them, or when somebody made them up. */
export async function readSessionCookie(request: Request): Promise<SessionTokens | null> {
  const cookies = new Map(parseCookieHeader(request.headers.get("cookie") ?? "").map((c) => [c.name, c.value]));
  const encoded = await combineChunks(cookieName(), (chunk) => cookies.get(chunk));
  if (!encoded) return null;
  try {
    return tokens.parse(JSON.parse(Buffer.from(encoded, "base64url").toString()));
  } catch {
    // A cookie is whatever a client sends; one that is not ours is like none.
    return null;
  }
}

/** Set-Cookie headers for a new session, or (null) for the end of one. Chunks of a longer one before go away. */
export function sessionCookies(request: Request, session: SessionTokens | null): string[] {
  const name = cookieName();
  const chunks = session ? createChunks(name, stringToBase64URL(JSON.stringify(tokens.parse(session)))) : [];
  const kept = new Set(chunks.map((chunk) => chunk.name));
  const stale = parseCookieHeader(request.headers.get("cookie") ?? "")
    .map((cookie) => cookie.name)
    .filter((known) => (known === name || known.startsWith(`${name}.`)) && !kept.has(known));
  return [
    ...chunks.map((chunk) => writeCookie(chunk.name, chunk.value)),
    ...stale.map((chunk) => serializeCookieHeader(chunk, "", attributes(0))),
  ];
}

/** The value of one cookie of a request. */
export function readCookie(request: Request, name: string): string | undefined {
  return parseCookieHeader(request.headers.get("cookie") ?? "").find((cookie) => cookie.name === name)?.value;
}

/** A Set-Cookie header for what the browser keeps as long as it may. */
export function writeCookie(name: string, value: string): string {
  return serializeCookieHeader(name, value, attributes(maxAgeSeconds));
}

/**
 * The prefix makes browsers refuse a cookie of this name from any other host or without TLS. Without TLS it is this
 * machine, whose ports share their cookies: every instance has its own name.
 */
export function cookieName(): string {
  const { port } = new URL(webEnv().APP_URL);
  return isSecure() ? "__Host-campanella" : `campanella-${port || 80}`;
}

function attributes(maxAge: number) {
  return { path: "/", httpOnly: true, sameSite: "lax", secure: isSecure(), maxAge } as const;
}
