import type { ApiScope } from "../domain/api-keys/api-key.ts";
import { type VerifiedToken, verifyAccessToken } from "./access-token.ts";
import { holderOf, isApiKey } from "./api-keys.ts";
import { Refusal, refusedAt } from "./refusal.ts";
import { readSessionCookie, type SessionTokens, sessionCookies } from "./session-cookie.ts";
import { isAuthRetryableFetchError, supabaseAuth } from "./supabase.ts";

/** Who makes a request: by bearer token, by an API key, or by the session's cookies. `cookies` are Set-Cookie headers to answer with. */
export type RequestCaller = {
  person: Person | null;
  isBearer: boolean;
  cookies: string[];
  /** What an API key may; null for people, who may what their profile says. */
  scopes: readonly ApiScope[] | null;
};

/** What a verified token says of who it is. */
export type Person = { sub: string; session_id: string | null; api_key?: string };

export type NewSession = SessionTokens & { sub: string };

const refreshMarginMs = 60_000;
const rememberMs = 10_000;
/** Requests that a page makes at once carry the same refresh token, and a refresh token works once. */
const refreshes = new Map<string, Promise<SessionTokens | null>>();

/** Reads who is calling; the only place where sessions are refreshed. */
export async function callerOf(request: Request): Promise<RequestCaller> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    const token = bearerToken(request);
    if (token && isApiKey(token)) return callerByKey(token);
    const verified = token ? await verifyAccessToken(token) : null;
    return { person: personOf(verified), isBearer: true, cookies: [], scopes: null };
  }
  const session = await readSessionCookie(request);
  if (!session) return { person: null, isBearer: false, cookies: [], scopes: null };
  const verified = await verifyAccessToken(session.access_token);
  if (verified && lastsForARequest(verified))
    return { person: personOf(verified), isBearer: false, cookies: [], scopes: null };
  const renewed = await refreshOnce(session.refresh_token);
  const renewedToken = renewed ? await verifyAccessToken(renewed.access_token) : null;
  return {
    person: personOf(renewedToken),
    isBearer: false,
    cookies: sessionCookies(request, renewedToken ? renewed : null),
    scopes: null,
  };
}

/** Undefined also where there is something else than a token. */
export function bearerToken(request: Request): string | undefined {
  return /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
}

async function callerByKey(token: string): Promise<RequestCaller> {
  const holder = await holderOf(token);
  if (!holder) return { person: null, isBearer: true, cookies: [], scopes: null };
  const { scopes, ...person } = holder;
  return { person, isBearer: true, cookies: [], scopes };
}

function personOf(token: VerifiedToken | null): Person | null {
  return token && { sub: token.sub, session_id: token.sessionId };
}

/** Null when address or password is wrong. */
export async function signIn(email: string, password: string): Promise<NewSession | null> {
  const { data, error } = await supabaseAuth().signInWithPassword({ email, password });
  if (error?.status === 429) throw tooMany();
  if (error && (isAuthRetryableFetchError(error) || (error.status ?? 500) >= 500)) throw error;
  return data.session ? newSession(data.session, data.session.user.id) : null;
}

/** Makes the user that an invitation promises. The caller has checked that the invitation is open. */
export async function signUp(email: string, password: string, invitationToken: string): Promise<NewSession | null> {
  const { data, error } = await supabaseAuth().signUp({
    email,
    password,
    options: { data: { invitation_token: invitationToken } },
  });
  if (error?.code === "weak_password") throw refusedAt("password", "weak_password");
  if (error?.status === 429) throw tooMany();
  // A trigger that refuses reaches us as an empty 500: somebody used the invitation between our check and now.
  if (error && isAuthRetryableFetchError(error) && error.status !== 500) throw error;
  return data.session ? newSession(data.session, data.session.user.id) : null;
}

/**
 * Ends the session at Auth, too, so that its refresh token is worth nothing any more. Auth ends no session for an access
 * token that has expired, so that one is renewed first; a session that cannot be renewed is over already.
 */
export async function signOut(session: SessionTokens): Promise<void> {
  const current = (await isFresh(session.access_token)) ? session : await refreshOnce(session.refresh_token);
  if (!current) return;
  const { error } = await supabaseAuth().admin.signOut(current.access_token, "local");
  if (error?.status === 429) throw tooMany();
  // 401, 403, 404: this session is over already.
  if (error && ![401, 403, 404].includes(error.status ?? 0)) throw error;
}

async function isFresh(accessToken: string): Promise<boolean> {
  const verified = await verifyAccessToken(accessToken);
  return verified !== null && lastsForARequest(verified);
}

function lastsForARequest({ expiresAt }: VerifiedToken): boolean {
  return expiresAt.getTime() > Date.now() + refreshMarginMs;
}

function refreshOnce(refreshToken: string): Promise<SessionTokens | null> {
  const running = refreshes.get(refreshToken);
  if (running) return running;
  const refresh = refreshSession(refreshToken);
  refreshes.set(refreshToken, refresh);
  const forget = () => refreshes.delete(refreshToken);
  refresh.then(() => setTimeout(forget, rememberMs).unref(), forget);
  return refresh;
}

async function refreshSession(refreshToken: string): Promise<SessionTokens | null> {
  const { data, error } = await supabaseAuth().refreshSession({ refresh_token: refreshToken });
  if (error?.status === 429) throw tooMany();
  if (error && isAuthRetryableFetchError(error)) throw error;
  return data.session;
}

/** Auth has limits of its own, counts everybody as this one server, and fills its buckets again little by little. */
function tooMany(): Refusal {
  return new Refusal("rate_limited", { retryAfterSeconds: 60 });
}

function newSession(session: SessionTokens, sub: string): NewSession {
  return { access_token: session.access_token, refresh_token: session.refresh_token, sub };
}
