import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { processEnvironment } from "#lib/env.ts";
import { freePort } from "#supabase/local/ports.ts";
import { withClient } from "#supabase/local/postgres.ts";
import { PROJECT_FOLDER } from "#supabase/local/project-folder.ts";
import type { Secrets } from "#supabase/local/secrets.ts";
import { launchProduct, type Product, processesOf, removeData, startProduct } from "#tests/support/product.ts";

const starts: Awaited<ReturnType<typeof launchProduct>>[] = [];

async function launch(variables: Record<string, string>) {
  const start = await launchProduct({ env: { ...env, ...variables } });
  starts.push(start);
  return start;
}

/** The services of another instance play the Supabase project. */
let project: Product;
let env: Record<string, string>;

beforeAll(async () => {
  project = await startProduct({ servicesOnly: true });
  const { running, dataDirectory } = project;
  const secrets: Secrets = JSON.parse(readFileSync(join(dataDirectory, "secrets.json"), "utf8"));
  const port = await freePort();
  env = {
    APP_URL: `http://localhost:${port}`,
    PORT: String(port),
    SUPABASE_URL: running.supabase_url,
    SUPABASE_PUBLISHABLE_KEY: running.supabase_publishable_key,
    SUPABASE_SECRET_KEY: running.supabase_secret_key,
    SUPABASE_JWT_SECRET: secrets.jwt_secret,
    DATABASE_URL: running.web_database_url,
    WORKER_DATABASE_URL: running.worker_database_url,
    SMTP_URL: running.smtp_url,
    VAPID_PUBLIC_KEY: secrets.vapid_public_key,
    VAPID_PRIVATE_KEY: secrets.vapid_private_key,
    VAPID_SUBJECT: "mailto:it@example.com",
    LINK_KEYS: secrets.link_keys,
  };
});

afterAll(async () => {
  for (const start of starts) {
    start.supervisor.kill("SIGTERM");
    await start.exited;
    await removeData(start.dataDirectory);
  }
  await project.remove();
});

describe("with the variables of a Supabase project", () => {
  test("only web app and worker start, and they log to the console", async () => {
    const start = await launch({});
    await expect.poll(() => start.output(), { timeout: 120_000 }).toContain("Campanella is ready at");
    expect((await fetch(`${env.APP_URL}/api/health`)).status).toBe(200);
    await expect.poll(() => start.output()).toContain("worker.started");
    const commands = processesOf(start.dataDirectory).map((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8"));
    expect(commands.filter((command) => /postgres|lite|maildev/.test(command))).toEqual([]);
    start.supervisor.kill("SIGTERM");
    expect(await start.exited).toBe(0);
    expect(processesOf(start.dataDirectory)).toEqual([]);
  });

  test("npm run web serves what is built, without a worker, and says what it needs", async () => {
    const web = (variables: Record<string, string>) =>
      spawn(process.execPath, ["lib/server/index.ts"], {
        cwd: PROJECT_FOLDER,
        env: processEnvironment({ ...variables, VITEST: undefined, NODE_ENV: undefined }),
        stdio: ["ignore", "pipe", "pipe"],
      });
    const without = web({});
    const [problems, [code]] = await Promise.all([text(without.stderr), once(without, "exit")]);
    expect([code, problems]).toEqual([1, expect.stringContaining("DATABASE_URL is missing")]);
    expect(problems).not.toMatch(/\n\s+at /);

    const since = new Date();
    const started = web(env);
    const ready = () =>
      fetch(`${env.APP_URL}/api/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
    await expect.poll(ready, { timeout: 60_000 }).toBe(true);
    const beats = await withClient(project.running.database_url, (client) =>
      client.query("select from private.workers where beat_at > $1", [since]),
    );
    expect(beats.rowCount).toBe(0);
    started.kill("SIGTERM");
    await once(started, "exit");
  });

  test("a database without our tables is refused", async () => {
    const admin = new pg.Client({ connectionString: project.running.database_url });
    await admin.connect();
    await admin.query("create database empty_project");
    const inEmpty = (url: string) => url.replace(/\/postgres$/, "/empty_project");
    const start = await launch({ DATABASE_URL: inEmpty(project.running.web_database_url) });
    expect(await start.exited).toBe(1);
    expect(start.output()).toContain("has no tables of Campanella yet: run npm run migrate");
    await admin.query("drop database empty_project");
    await admin.end();
  });

  test("npm run migrate applies what is missing, and says what it needs", async () => {
    const migrate = (variables: Record<string, string>) =>
      spawnSync("npm", ["run", "migrate"], {
        cwd: PROJECT_FOLDER,
        encoding: "utf8",
        env: processEnvironment({ MIGRATION_DATABASE_URL: "", ...variables }),
      });
    const without = migrate({});
    expect(without.status).toBe(1);
    expect(without.stderr).toContain("MIGRATION_DATABASE_URL is missing");
    const again = migrate({ MIGRATION_DATABASE_URL: project.running.database_url });
    expect(again.stdout + again.stderr).toContain("up to date");
    expect(again.status).toBe(0);
  });
});
