import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

let busyAuth: Server;
let session: typeof import("#lib/server/session.ts");

beforeAll(async () => {
  busyAuth = createServer((_, response) => {
    const body = { code: 429, error_code: "over_request_rate_limit", msg: "Request rate limit reached" };
    response.writeHead(429, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => busyAuth.listen(0, "127.0.0.1", resolve));
  vi.stubEnv("SUPABASE_URL", `http://127.0.0.1:${(busyAuth.address() as AddressInfo).port}`);
  vi.stubEnv("SUPABASE_PUBLISHABLE_KEY", "sb_publishable_tests");
  vi.stubEnv("SUPABASE_SECRET_KEY", "sb_secret_tests");
  vi.stubEnv("SUPABASE_JWT_SECRET", "x".repeat(40));
  vi.stubEnv("DATABASE_URL", "postgresql://app_web:x@127.0.0.1:1/none");
  vi.stubEnv("APP_URL", "http://localhost:3000");
  vi.stubEnv("VAPID_PUBLIC_KEY", Buffer.concat([Buffer.of(4), randomBytes(64)]).toString("base64url"));
  vi.stubEnv("LINK_KEYS", `first:${randomBytes(32).toString("base64url")}`);
  session = await import("#lib/server/session.ts");
});

afterAll(() => void busyAuth.close());

const tokens = { access_token: "expired", refresh_token: "still good" };
const cookie = `campanella-3000=${Buffer.from(JSON.stringify(tokens)).toString("base64url")}`;

test.for<[string, () => Promise<unknown>]>([
  ["signing in", () => session.signIn("anna@example.com", "a password")],
  ["signing up", () => session.signUp("anna@example.com", "a password", "0".repeat(64))],
  ["renewing a session", () => session.callerOf(new Request("http://localhost:3000/", { headers: { cookie } }))],
  ["signing out", () => session.signOut(tokens)],
])("Auth's own limits are told as ours when %s, and end nobody's session", async ([, call]) => {
  await expect(call()).rejects.toMatchObject({ code: "rate_limited", details: { retryAfterSeconds: 60 } });
});
