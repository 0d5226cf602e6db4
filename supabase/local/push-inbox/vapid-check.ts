import { createPublicKey, verify } from "node:crypto";
import { z } from "zod";

const claims = z.object({ aud: z.string(), exp: z.number(), sub: z.string().regex(/^(mailto:|https:)/) });
const header = z.object({ typ: z.literal("JWT"), alg: z.literal("ES256") });

/**
 * Checks an application server's Authorization header as a push service must (RFC 8292): scheme, signature, audience,
 * expiry within a day and, for a restricted subscription, the key.
 *
 * @returns what is wrong with it, or null
 */
export function faultOfVapid(
  authorization: string | undefined,
  audience: string,
  applicationServerKey: string | null,
): string | null {
  const [, token, key] = authorization?.match(/^vapid t=([\w.-]+), ?k=([\w-]+)$/) ?? [];
  if (!token || !key) return "no vapid authorization";
  if (applicationServerKey !== null && key !== applicationServerKey) return "another application server's key";
  const [head, body, signature] = token.split(".");
  if (!head || !body || !signature) return "not a token";
  if (!header.safeParse(decoded(head)).success) return "not an ES256 token";
  if (!isSignedBy(key, `${head}.${body}`, signature)) return "wrong signature";
  const claimed = claims.safeParse(decoded(body));
  if (!claimed.success) return "claims are missing";
  const seconds = Date.now() / 1000;
  if (claimed.data.aud !== audience) return `audience is ${claimed.data.aud}`;
  if (claimed.data.exp <= seconds || claimed.data.exp > seconds + 24 * 3600) return "expired, or valid for too long";
  return null;
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString());
  } catch {
    return null;
  }
}

function isSignedBy(key: string, text: string, signature: string): boolean {
  const point = Buffer.from(key, "base64url");
  const publicKey = createPublicKey({
    format: "jwk",
    key: {
      kty: "EC",
      crv: "P-256",
      x: point.subarray(1, 33).toString("base64url"),
      y: point.subarray(33).toString("base64url"),
    },
  });
  const bytes = Buffer.from(signature, "base64url");
  return verify("sha256", Buffer.from(text), { key: publicKey, dsaEncoding: "ieee-p1363" }, bytes);
}
