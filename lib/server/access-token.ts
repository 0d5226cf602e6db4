import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from "jose";
import { webEnv } from "../env.ts";

/** `sessionId`: the session of Auth that it belongs to; the database asks whether that one still goes on. */
export type VerifiedToken = { sub: string; sessionId: string | null; expiresAt: Date };

/** Tokens whose signature has been checked already: that is most of what a short request costs. */
const known = new Map<string, VerifiedToken>();
const mostKnown = 5_000;

/** What jose says when the project's keys do not come, or are none; generic is any HTTP status but 200. */
const troubleWithKeys = new Set(["ERR_JWKS_TIMEOUT", "ERR_JWKS_INVALID", "ERR_JOSE_GENERIC"]);

let projectKeys: ReturnType<typeof createRemoteJWKSet> | undefined;

/**
 * Whose access token this is, without asking Auth: signature, audience and expiry are checked here, with the project's
 * shared secret where there is one, else with its public keys. Null for a token that is not, or no longer, good.
 * @throws when the project's keys cannot be fetched: nobody is signed out for that.
 */
export async function verifyAccessToken(token: string): Promise<VerifiedToken | null> {
  const seen = known.get(token);
  if (seen) return seen.expiresAt.getTime() > Date.now() ? seen : null;
  try {
    const { payload } = await verify(token);
    const verified = ofPerson(payload);
    if (verified) remember(token, verified);
    return verified;
  } catch (error) {
    if (error instanceof errors.JOSEError && !troubleWithKeys.has(error.code)) return null;
    throw error;
  }
}

/**
 * Whose a token was that Auth signed once, good or expired: enough to tell a device something of its own account, and to
 * let it do nothing. Null for any other token.
 * @throws when the project's keys cannot be fetched
 */
export async function subjectOf(token: string): Promise<string | null> {
  try {
    return ofPerson((await verify(token)).payload)?.sub ?? null;
  } catch (error) {
    // Expiry is looked at last, after the signature and the audience.
    if (error instanceof errors.JWTExpired) return ofPerson(error.payload)?.sub ?? null;
    if (error instanceof errors.JOSEError && !troubleWithKeys.has(error.code)) return null;
    throw error;
  }
}

/** Forgets the one that came first when there are too many. */
function remember(token: string, verified: VerifiedToken): void {
  const [oldest] = known.keys();
  if (oldest !== undefined && known.size >= mostKnown) known.delete(oldest);
  known.set(token, verified);
}

function verify(token: string) {
  const { SUPABASE_JWT_SECRET: secret, SUPABASE_URL } = webEnv();
  const expected = { audience: "authenticated", requiredClaims: ["sub", "exp"] };
  if (secret !== undefined)
    return jwtVerify(token, new TextEncoder().encode(secret), { ...expected, algorithms: ["HS256"] });
  projectKeys ??= createRemoteJWKSet(new URL(`${SUPABASE_URL}/auth/v1/.well-known/jwks.json`));
  return jwtVerify(token, projectKeys, { ...expected, algorithms: ["ES256", "RS256", "EdDSA"] });
}

function ofPerson({ sub, exp, role, session_id }: JWTPayload): VerifiedToken | null {
  if (!isUuid(sub) || role !== "authenticated" || exp === undefined) return null;
  return { sub, sessionId: isUuid(session_id) ? session_id : null, expiresAt: new Date(exp * 1000) };
}

function isUuid(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
}
