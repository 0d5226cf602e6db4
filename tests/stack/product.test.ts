import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { processEnvironment } from "#lib/env.ts";
import type { Running } from "#supabase/local/running.ts";
import { type Product, processesOf, removeData, startProduct } from "#tests/support/product.ts";

let product: Product;

beforeAll(async () => {
  product = await startProduct();
});

afterAll(async () => {
  await product.remove();
});

const readRunning = (dataDirectory = product.dataDirectory): Running =>
  JSON.parse(readFileSync(join(dataDirectory, "running.json"), "utf8"));

describe("the whole product", () => {
  test("answers where running.json says, with the demo accounts of the seed", async () => {
    const response = await fetch(`${product.running.app_url}/api/health`);
    expect([response.status, await response.json()]).toEqual([200, { status: "ok" }]);
    expect(product.running.accounts.filter(({ is_admin }) => is_admin)).toHaveLength(2);
    expect(product.running.accounts.filter(({ is_technician }) => is_technician)).toHaveLength(5);
    for (const { email, password } of product.running.accounts) {
      expect(product.output()).toMatch(new RegExp(`${email} +${password}`));
    }
    expect(product.output()).toContain(product.running.app_url);
  });

  test.each(["Worker", "Web"])("starts the %s again when it dies, and says so", async (part) => {
    const { pids } = readRunning();
    process.kill(pids[part] ?? 0, "SIGKILL");
    await expect.poll(() => readRunning().pids[part]).not.toBe(pids[part]);
    expect(product.output()).toMatch(new RegExp(`${part} was killed by SIGKILL .*it is started again in 1 s`));
    await expect.poll(async () => (await fetch(`${product.running.app_url}/api/health`)).status).toBe(200);
  });

  test("keeps each part's words in its log", () => {
    for (const name of ["postgres", "auth", "mailbox", "migrations", "worker", "web"]) {
      const log = join(product.dataDirectory, "logs", `${name}.log`);
      expect(existsSync(log) && readFileSync(log, "utf8").length, log).toBeGreaterThan(0);
    }
  });

  test("stops worker and web app too", async () => {
    expect(await product.stop("SIGHUP")).toBe(0);
    expect(processesOf(product.dataDirectory)).toEqual([]);
    expect(product.output()).toMatch(/Stopping …\nStopped\.\n$/);
  });
});

describe("npm start", () => {
  /** As from a terminal: npm, its shell and our process in one group. */
  async function npmStart() {
    const dataDirectory = await mkdtemp(join(tmpdir(), "campanella-data-"));
    const npm = spawn("npm", ["start"], {
      detached: true,
      stdio: "ignore",
      env: processEnvironment({ DATA_DIR: dataDirectory, PORT: "0" }),
    });
    const exited = new Promise((resolve) => npm.once("exit", resolve));
    await expect.poll(() => existsSync(join(dataDirectory, "running.json")), { timeout: 240_000 }).toBe(true);
    return { dataDirectory, exited, pid: npm.pid ?? 0 };
  }

  test.each<[string, NodeJS.Signals, (pid: number) => number]>([
    ["Ctrl-C, which reaches npm and us", "SIGINT", (pid) => -pid],
    ["SIGTERM to npm", "SIGTERM", (pid) => pid],
    ["kill -9 of npm", "SIGKILL", (pid) => pid],
    ["kill -9 of npm and us", "SIGKILL", (pid) => -pid],
  ])(
    "leaves no process behind after %s",
    async (_, signal, target) => {
      const { dataDirectory, exited, pid } = await npmStart();
      expect(processesOf(dataDirectory).length).toBeGreaterThan(6);
      process.kill(target(pid), signal);
      await exited;
      await expect.poll(() => processesOf(dataDirectory)).toEqual([]);
      await removeData(dataDirectory);
    },
    300_000,
  );
});
