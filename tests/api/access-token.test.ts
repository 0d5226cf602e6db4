import { randomBytes, randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

let keys: Server;
let keysAnswer: { status: number; body: unknown };
let pair: Awaited<ReturnType<typeof generateKeyPair>>;
let verifyAccessToken: typeof import("#lib/server/access-token.ts").verifyAccessToken;

beforeAll(async () => {
  pair = await generateKeyPair("ES256", { extractable: true });
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: "one", alg: "ES256", use: "sig" };
  keysAnswer = { status: 500, body: { keys: [jwk] } };
  keys = createServer((_, response) => {
    response.writeHead(keysAnswer.status, { "content-type": "application/json" }).end(JSON.stringify(keysAnswer.body));
  });
  await new Promise<void>((resolve) => keys.listen(0, "127.0.0.1", resolve));
  vi.stubEnv("SUPABASE_URL", `http://127.0.0.1:${(keys.address() as AddressInfo).port}`);
  vi.stubEnv("SUPABASE_PUBLISHABLE_KEY", "sb_publishable_tests");
  vi.stubEnv("SUPABASE_SECRET_KEY", "sb_secret_tests");
  vi.stubEnv("DATABASE_URL", "postgresql://app_web:x@127.0.0.1:1/none");
  vi.stubEnv("APP_URL", "http://localhost:3000");
  vi.stubEnv("VAPID_PUBLIC_KEY", Buffer.concat([Buffer.of(4), randomBytes(64)]).toString("base64url"));
  vi.stubEnv("LINK_KEYS", `first:${randomBytes(32).toString("base64url")}`);
  ({ verifyAccessToken } = await import("#lib/server/access-token.ts"));
});

afterAll(() => void keys.close());

const token = (claims: Record<string, unknown> = {}, key = pair.privateKey) =>
  new SignJWT({
    sub: randomUUID(),
    aud: "authenticated",
    role: "authenticated",
    exp: Math.floor(Date.now() / 1000) + 600,
    ...claims,
  })
    .setProtectedHeader({ alg: "ES256", kid: "one" })
    .sign(key);

// In this order: keys that do not come are asked for again, keys that came are kept.
describe("a token of a project with public keys", () => {
  test("is nobody's fault when the keys do not come: nobody is signed out for it", async () => {
    await expect(verifyAccessToken(await token())).rejects.toThrow();
  });

  test("is good by the project's key, and as long as it says", async () => {
    keysAnswer.status = 200;
    const sub = randomUUID();
    const good = await token({ sub });
    expect(await verifyAccessToken(good)).toMatchObject({ sub });
    expect(await verifyAccessToken(good)).toMatchObject({ sub });
    vi.useFakeTimers({ now: Date.now() + 3_600_000, toFake: ["Date"] });
    expect(await verifyAccessToken(good)).toBeNull();
    vi.useRealTimers();
  });

  test("is not good by another key, for another audience or role, or without an end", async () => {
    const stranger = await generateKeyPair("ES256");
    expect(await verifyAccessToken(await token({}, stranger.privateKey))).toBeNull();
    for (const claims of [
      { aud: "anon" },
      { role: "service_role" },
      { role: undefined },
      { exp: undefined },
      { sub: "x" },
    ])
      expect(await verifyAccessToken(await token(claims))).toBeNull();
  });

  test("is not good when signed with the public key as if it were a secret", async () => {
    const jwk = await exportJWK(pair.publicKey);
    const forged = await new SignJWT({ sub: randomUUID(), aud: "authenticated", role: "authenticated" })
      .setProtectedHeader({ alg: "HS256", kid: "one" })
      .setExpirationTime("5m")
      .sign(new TextEncoder().encode(JSON.stringify(jwk)));
    expect(await verifyAccessToken(forged)).toBeNull();
  });
});
