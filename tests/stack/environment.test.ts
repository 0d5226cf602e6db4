import { randomBytes } from "node:crypto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { launchProduct, removeData } from "#tests/support/product.ts";

const bytes = (count: number) => randomBytes(count).toString("base64url");

const complete = {
  APP_URL: "https://service.example.com",
  SUPABASE_URL: "https://abc.supabase.co",
  SUPABASE_PUBLISHABLE_KEY: "sb_publishable_abc",
  SUPABASE_SECRET_KEY: "sb_secret_abc",
  DATABASE_URL: "postgresql://app_web:secret-word@127.0.0.1:1/postgres",
  WORKER_DATABASE_URL: "postgresql://app_worker:secret-word@127.0.0.1:1/postgres",
  SMTP_URL: "smtp://127.0.0.1:1",
  VAPID_PUBLIC_KEY: bytes(65),
  VAPID_PRIVATE_KEY: bytes(32),
  VAPID_SUBJECT: "mailto:it@example.com",
  LINK_KEYS: `new:${bytes(32)},old:${bytes(48)}`,
};

const remote = "postgresql://app_web:secret-word@db.abc.supabase.co:5432/postgres";

async function readEnvironment(variables: Record<string, string>) {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  vi.resetModules();
  const { webEnv, workerEnv } = await import("#lib/env.ts");
  return { ...workerEnv(), ...webEnv() };
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("the environment", () => {
  test("is read into typed values, with defaults", async () => {
    const env = await readEnvironment({ ...complete, PUSH_ALLOWED_HOSTS: "push.test:8443, [::1]:9000", LOG_LEVEL: "" });
    expect(env).toMatchObject({
      PORT: 3000,
      LOG_LEVEL: "info",
      WORKER_LEASE_SECONDS: 60,
      TRUSTED_PROXY_HOPS: 0,
      DATABASE_POOL_SIZE: 10,
      DATABASE_LISTEN_URL: complete.DATABASE_URL,
      PUSH_ALLOWED_HOSTS: ["push.test:8443", "[::1]:9000"],
    });
    expect(env.JOB_SECRET).toBeUndefined();
    expect(env.SUPABASE_JWT_SECRET).toBeUndefined();
    expect(env.LINK_KEYS.map(({ id, secret }) => [id, secret.length])).toEqual([
      ["new", 32],
      ["old", 48],
    ]);
  });

  test.each([
    ["APP_URL", "http://service.example.com", "has to be an https address"],
    ["APP_URL", "https://service.example.com/app", "has to be an https address without a path"],
    ["SUPABASE_URL", "abc.supabase.co", "has to be an http or https address"],
    ["DATABASE_URL", "mysql://secret-word@host/db", "has to look like postgresql://"],
    [
      "DATABASE_URL",
      "postgresql://app_web:secret-word@db.abc.supabase.co/postgres",
      "would send passwords in the clear",
    ],
    ["WORKER_DATABASE_URL", `${remote}?sslmode=disable`, "would send passwords in the clear: add ?sslmode=verify-full"],
    ["DATABASE_URL", `${remote}?sslmode=prefer`, "would send passwords in the clear"],
    ["DATABASE_URL", `${remote}?sslmode=require&sslmode=disable`, "would send passwords in the clear"],
    ["DATABASE_URL", `${complete.DATABASE_URL}?host=db.abc.supabase.co`, "would send passwords in the clear"],
    ["DATABASE_LISTEN_URL", "host", "has to look like postgresql://"],
    ["SMTP_URL", "mail.example.com", "has to look like smtps://"],
    ["VAPID_PUBLIC_KEY", bytes(64), "has to be the public key of a VAPID pair"],
    ["VAPID_PRIVATE_KEY", "not base64url!", "has to be the private key of a VAPID pair"],
    ["VAPID_SUBJECT", "it@example.com", "has to be a mailto: or https: address"],
    ["JOB_SECRET", "short", "has to be a secret of at least 32 characters"],
    ["LINK_KEYS", "first:short", "has to be name:secret"],
    ["LINK_KEYS", `a:${bytes(32)},a:${bytes(32)}`, "has to be name:secret"],
    ["PUSH_ALLOWED_HOSTS", "push.example.com", "has to be a comma-separated list of host:port"],
    ["WORKER_LEASE_SECONDS", "soon", "has to be a whole number"],
    ["WORKER_CONCURRENCY", "0", "has to be a whole number from 1"],
    ["PORT", "99999", "has to be a whole number from 0 to 65535"],
    ["LOG_LEVEL", "loud", "has to be debug, info, warn or error"],
  ])("is refused with %s = %s", async (name, value, why) => {
    const refusal = await readEnvironment({ ...complete, [name]: value }).catch((error: Error) => error.message);
    expect(refusal).toContain(`${name} ${why}`);
    expect(refusal).not.toContain("secret-word");
  });
});

test.each(["verify-full&sslrootcert=/etc/supabase.crt", "require", "require&uselibpqcompat=true"])(
  "a database elsewhere is reached with sslmode=%s",
  async (mode) => {
    const DATABASE_URL = `${remote}?sslmode=${mode}`;
    expect(await readEnvironment({ ...complete, DATABASE_URL })).toMatchObject({ DATABASE_URL });
  },
);

describe("a start with variables of a Supabase project", () => {
  test("names all that is missing, and why the embedded stack stays off", async () => {
    const { code, output } = await outputOfStart({ SMTP_URL: "smtp://mail.example.com" });
    expect(code).toBe(1);
    expect(output).toContain("because SMTP_URL is set");
    for (const name of Object.keys(complete).filter((name) => name !== "SMTP_URL")) {
      expect(output).toMatch(new RegExp(`^ {2}${name} is missing: .{20,}\\.$`, "m"));
    }
    expect(output).not.toMatch(/\n\s+at /);
  });

  test("says that the database does not answer", async () => {
    const { code, output } = await outputOfStart(complete);
    expect(code).toBe(1);
    expect(output).toContain("ECONNREFUSED");
    expect(output).not.toMatch(/\n\s+at |secret-word/);
  });
});

async function outputOfStart(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const start = await launchProduct({ env });
  const code = await start.exited;
  await removeData(start.dataDirectory);
  return { code, output: start.output() };
}
