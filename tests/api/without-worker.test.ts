import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { withClient } from "#supabase/local/postgres.ts";
import type { Secrets } from "#supabase/local/secrets.ts";
import { type Product, startProduct } from "#tests/support/product.ts";

let project: Product;

beforeAll(async () => {
  project = await startProduct({ servicesOnly: true });
  const { running, dataDirectory } = project;
  const secrets: Secrets = JSON.parse(readFileSync(join(dataDirectory, "secrets.json"), "utf8"));
  const env = {
    APP_URL: "http://localhost:3000",
    SUPABASE_URL: running.supabase_url,
    SUPABASE_PUBLISHABLE_KEY: running.supabase_publishable_key,
    SUPABASE_SECRET_KEY: running.supabase_secret_key,
    DATABASE_URL: running.web_database_url,
    WORKER_DATABASE_URL: running.worker_database_url,
    SMTP_URL: running.smtp_url,
    VAPID_PUBLIC_KEY: secrets.vapid_public_key,
    VAPID_PRIVATE_KEY: secrets.vapid_private_key,
    VAPID_SUBJECT: "mailto:it@example.com",
    LINK_KEYS: secrets.link_keys,
    LOG_LEVEL: "error",
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
});

afterAll(async () => {
  const { webDatabase } = await import("#lib/server/database.ts");
  await webDatabase().destroy();
  await project.remove();
});

function asOwner(query: string) {
  return withClient(project.running.database_url, (client) => client.query(query));
}

test("messages that wait too long are told, and take no web process out of a load balancer", async () => {
  await asOwner("select private.invite_admin('late@example.com', 'Late')");
  await asOwner(
    "update deliveries set queued_at = now() - interval '1 hour', next_attempt_at = now() - interval '1 hour'",
  );
  const { showParts } = await import("#lib/server/readiness.ts");
  const answer = await showParts();
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({
    status: "ready",
    worker: { state: "absent" },
    queue: { state: "late", waiting: 1 },
  });
});

test("calls for the jobs that come while they run share one run", async () => {
  await asOwner("select private.invite_admin('jobs@example.com', 'Jobs')");
  const { drainOnce } = await import("#lib/worker/once.ts");
  const [first, second] = await Promise.all([drainOnce(), drainOnce()]);
  expect(first).toEqual({ sent: 2, failed: 0, waiting: 0 });
  expect(second).toBe(first);
  expect(await drainOnce()).toEqual({ sent: 0, failed: 0, waiting: 0 });
});
