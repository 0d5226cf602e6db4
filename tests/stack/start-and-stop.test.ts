import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { processEnvironment } from "#lib/env.ts";
import { copyOfDemoData } from "#tests/support/demo-data.ts";
import { launchProduct, type Product, processesOf, removeData, startProduct } from "#tests/support/product.ts";

const products: Product[] = [];

type Options = Parameters<typeof startProduct>[0];

/** On a folder in which nothing has run before. */
async function startFirst(options: Options = {}): Promise<Product> {
  const product = await startProduct({ servicesOnly: true, ...options });
  products.push(product);
  return product;
}

/** Where it has run before, which takes half as long. */
async function startServices({ dataDirectory, ...options }: NonNullable<Options> = {}): Promise<Product> {
  return startFirst({ ...options, dataDirectory: dataDirectory ?? (await copyOfDemoData()) });
}

afterAll(async () => {
  for (const product of products) await product.remove();
});

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe("a start and its stop", () => {
  test("says where everything is, to its owner only, and takes it back when it stops", async () => {
    const product = await startFirst();
    const file = join(product.dataDirectory, "running.json");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(product.dataDirectory, "secrets.json")).mode & 0o777).toBe(0o600);
    expect(await query(product.running.database_url, "select current_user")).toEqual([{ current_user: "postgres" }]);
    expect((await fetch(`${product.running.mailbox_url}/api/email`)).status).toBe(200);

    expect(await product.stop("SIGINT")).toBe(0);
    expect(existsSync(file)).toBe(false);
    expect(processesOf(product.dataDirectory)).toEqual([]);
  });

  test("keeps data and secrets from one start to the next", async () => {
    const first = await startServices();
    const { dataDirectory } = first;
    await query(first.running.database_url, "create table public.kept as select 42 as answer");
    const secrets = readFileSync(join(dataDirectory, "secrets.json"), "utf8");
    await first.stop();

    const second = await startServices({ dataDirectory });
    expect(await query(second.running.database_url, "select answer from public.kept")).toEqual([{ answer: 42 }]);
    expect(readFileSync(join(dataDirectory, "secrets.json"), "utf8")).toBe(secrets);
    expect(second.running.supabase_publishable_key).toBe(first.running.supabase_publishable_key);
    await second.stop();
  });

  test("begins without the demo where that is asked for, and pours none over a company's own data later", async () => {
    const first = await startFirst({ env: { DEMO: "no" } });
    const { dataDirectory } = first;
    const counts =
      "select (select count(*)::int from contacts) as people, (select count(*)::int from accounts) as logins";
    expect(first.output()).toContain("The company is empty.");
    expect(await query(first.running.database_url, counts)).toEqual([{ people: 0, logins: 0 }]);
    await first.stop();

    const second = await startServices({ dataDirectory });
    expect(second.running.accounts).toEqual([]);
    expect(await query(second.running.database_url, counts)).toEqual([{ people: 0, logins: 0 }]);
    await second.stop();
  });

  test("leaves no process and no lock when it is killed, and starts again at once with its data", async () => {
    const first = await startServices();
    const { dataDirectory } = first;
    await query(first.running.database_url, "create table public.survivor as select 1 as n");
    await first.stop("SIGKILL");

    const second = await startServices({ dataDirectory });
    expect(await query(second.running.database_url, "select n from public.survivor")).toEqual([{ n: 1 }]);
    const mine = Object.values(second.running.pids);
    const strangers = processesOf(dataDirectory).filter((pid) => Object.values(first.running.pids).includes(pid));
    expect(strangers).toEqual([]);
    expect(mine).toContain(second.supervisor.pid);
    await second.stop();
    await expect.poll(() => processesOf(dataDirectory)).toEqual([]);
  });

  test("ends all its children when it is killed", async () => {
    const product = await startServices();
    await product.stop("SIGKILL");
    await expect.poll(() => processesOf(product.dataDirectory)).toEqual([]);
  });

  test("stops everything with the last words of a part that cannot be missed", async () => {
    const product = await startServices();
    const ended = new Promise((resolve) => product.supervisor.once("close", resolve));
    process.kill(product.running.pids.PostgreSQL ?? 0, "SIGKILL");
    expect(await ended).toBe(1);
    expect(product.output()).toMatch(/PostgreSQL was killed by SIGKILL. The last lines of .*postgres\.log/);
    expect(processesOf(product.dataDirectory)).toEqual([]);
  });
});

describe("two starts", () => {
  test("with the same data: the second is refused with a sentence", async () => {
    const first = await startServices();
    const second = await launchProduct({ dataDirectory: first.dataDirectory, servicesOnly: true });
    expect(await second.exited).toBe(1);
    expect(second.output()).toContain(`Campanella already runs with the data in ${first.dataDirectory}`);
    expect(second.output()).not.toMatch(/\n\s+at /);
    expect(await query(first.running.database_url, "select 1 as n")).toEqual([{ n: 1 }]);
    await first.stop();
  });

  test("with data of their own: side by side", async () => {
    const [one, other] = await Promise.all([startServices(), startServices()]);
    const addresses = [one, other].flatMap(({ running }) => [
      running.database_url.split("@")[1],
      running.supabase_url,
      running.mailbox_url,
      running.smtp_url,
    ]);
    expect(new Set(addresses).size).toBe(8);
    await Promise.all([one.stop(), other.stop()]);
  });

  test("a taken port is left to whoever has it", async () => {
    const wanted = 54_324;
    const stranger = createServer();
    // When somebody else holds it already, it is taken as well.
    await new Promise<void>((resolve) => {
      stranger.once("error", () => resolve()).listen(wanted, "127.0.0.1", () => resolve());
    });
    const product = await startServices();
    expect(product.running.mailbox_url).not.toContain(String(wanted));
    await product.stop();
    stranger.close();
  });
});

describe("npm run reset", () => {
  const reset = (dataDirectory: string) =>
    spawnSync(process.execPath, ["supabase/local/reset.ts"], {
      encoding: "utf8",
      env: processEnvironment({ DATA_DIR: dataDirectory }),
    });

  test("refuses while it runs, then removes the data and says so", async () => {
    const product = await startServices();
    const { dataDirectory } = product;
    const refused = reset(dataDirectory);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("Campanella already runs with the data in");
    await product.stop();

    const done = reset(dataDirectory);
    expect(done.stdout).toContain(`Removed ${dataDirectory}`);
    expect(existsSync(dataDirectory)).toBe(false);
  });

  test("does not touch a folder that is something else", () => {
    const refused = reset("lib");
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("does not look like a data folder");
    expect(existsSync("lib/env.ts")).toBe(true);
  });
});

describe("a taken PORT", () => {
  test("gives way to the next free one, and the console says so", async () => {
    const stranger = createServer();
    await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", () => resolve()));
    const { port } = stranger.address() as AddressInfo;
    const product = await startServices({ env: { PORT: String(port) } });
    const used = Number(
      /Port \d+ is taken by another program, so the app listens on port (\d+)\./.exec(product.output())?.[1],
    );
    expect(product.output()).toContain(`Port ${port} is taken`);
    expect(used).toBeGreaterThan(port);
    await product.stop();
    stranger.close();
  });
});

describe("a variable that is optional and wrong", () => {
  test("stops the start before anything starts", async () => {
    const env = { LOG_LEVEL: "loud", WORKER_LEASE_SECONDS: "soon" };
    const start = await launchProduct({ servicesOnly: true, env });
    expect(await start.exited).toBe(1);
    expect(start.output()).toMatch(/LOG_LEVEL has to be debug, info, warn or error\./);
    expect(start.output()).toMatch(/WORKER_LEASE_SECONDS has to be a whole number/);
    expect(readdirSync(start.dataDirectory)).toEqual([]);
    await removeData(start.dataDirectory);
  });
});

describe("a data folder in disorder", () => {
  const folderWith = async (files: Record<string, string>) => {
    const folder = await mkdtemp(join(tmpdir(), "campanella-data-"));
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return folder;
  };
  const dead = spawnSync("true").pid;

  test.for([
    ["empty", {}, "is not running with the data in"],
    ["left behind by a start that was killed", { "running.json": `{"pids":{"Supervisor":${dead}}}` }, "is not running"],
    ["damaged", { "running.json": "{" }, "running.json is damaged."],
  ] as const)("%s: the commands say so, and where they looked", async ([, files, sentence]) => {
    const folder = await folderWith(files);
    for (const command of [["demo/index.ts"], ["invite-admin.ts", "a@example.com"]]) {
      const [script = "", ...words] = command;
      const { status, stderr } = spawnSync(process.execPath, [`supabase/local/${script}`, ...words], {
        encoding: "utf8",
        env: processEnvironment({ DATA_DIR: folder }),
      });
      expect([status, stderr]).toEqual([1, expect.stringContaining(sentence)]);
      expect(stderr).toContain(folder);
      expect(stderr).not.toMatch(/\n\s+at /);
    }
    await removeData(folder);
  });

  test.for(["lock.json", "secrets.json"])("with a damaged %s: the start says what to do", async (name) => {
    const dataDirectory = await folderWith({ [name]: "{" });
    const start = await launchProduct({ dataDirectory, servicesOnly: true });
    expect(await start.exited).toBe(1);
    expect(start.output()).toMatch(new RegExp(`${name} is damaged\\. \\p{Lu}.+\\.`, "u"));
    expect(start.output()).not.toMatch(/\n\s+at /);
    await removeData(dataDirectory);
  });
});

test("a start before npm ci says what is missing, on any Node", async () => {
  const folder = await mkdtemp(join(tmpdir(), "campanella-bare-"));
  const script = join(folder, "supabase", "local", "installed.cjs");
  cpSync("supabase/local/installed.cjs", script);
  const bare = spawnSync(process.execPath, [script], { encoding: "utf8" });
  expect([bare.status, bare.stderr]).toEqual([1, expect.stringContaining("run npm ci first")]);
  expect(spawnSync(process.execPath, ["supabase/local/installed.cjs"]).status).toBe(0);
  await rm(folder, { recursive: true });
});

describe("a start in the dark", () => {
  test("refuses data that belong to other secrets", async () => {
    const first = await startServices();
    await first.stop();
    await rm(join(first.dataDirectory, "secrets.json"));
    const second = await launchProduct({ dataDirectory: first.dataDirectory, servicesOnly: true });
    expect(await second.exited).toBe(1);
    expect(second.output()).toContain("belong to other secrets");
    await removeData(first.dataDirectory);
  });
});
