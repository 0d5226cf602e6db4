import { existsSync, lstatSync, readlinkSync, rmSync } from "node:fs";
import { chown, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { processEnvironment } from "#lib/env.ts";
import { type Child, type Children, lastLines } from "./children.ts";
import { choosePostgresAccount, type PostgresAccount } from "./postgres-account.ts";
import { commandLine, hasEnded, isAlive } from "./process-groups.ts";

/** The cluster's superuser, as on a Supabase project; `postgres` is an ordinary role there. */
export const SUPERUSER = "supabase_admin";

export type PostgresOptions = {
  children: Children;
  directory: string;
  logFile: string;
  port: number;
  superuserPassword: string;
  /** Server settings beyond the ones that every embedded cluster has. */
  settings?: Record<string, string>;
  account?: PostgresAccount;
};

const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  password_encryption: "scram-sha-256",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
};

/** Starts a PostgreSQL server, making its cluster first when there is none, and waits until it answers. */
export async function startPostgres(options: PostgresOptions): Promise<Child> {
  const account = options.account ?? (await choosePostgresAccount());
  const directory = account.dataDirectory(options.directory);
  if (!existsSync(join(directory, "PG_VERSION"))) await initialise(account, directory, options);
  await clearStaleServer(directory);

  const settings = { ...SETTINGS, port: String(options.port), ...options.settings };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = options.children.start({
    ...account.launch(account.postgres, ["-D", directory, ...flags]),
    name: "PostgreSQL",
    logFile: options.logFile,
    cwd: directory,
    env: processEnvironment({ LC_ALL: "C" }),
    // SIGINT is PostgreSQL's fast shutdown: it does not wait for its clients.
    stopSignal: "SIGINT",
    patience: 30_000,
  });
  await untilReady(server, options);
  return server;
}

async function initialise(account: PostgresAccount, directory: string, options: PostgresOptions): Promise<void> {
  const { children, logFile, superuserPassword } = options;
  const passwordFile = join(directory, "..", `.initdb-password-${process.pid}`);
  const launch = account.launch(account.initdb, [
    `--pgdata=${directory}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--lc-messages=C",
    // As on a Supabase project; the system's own locales differ from machine to machine.
    "--locale-provider=icu",
    "--icu-locale=en-US",
    "--no-sync",
    "--no-instructions",
  ]);
  await writeFile(passwordFile, superuserPassword, { mode: 0o600 });
  try {
    if (launch.uid !== undefined && launch.gid !== undefined) await chown(passwordFile, launch.uid, launch.gid);
    await children.run({ ...launch, name: "initdb", logFile, env: processEnvironment({ LC_ALL: "C" }) });
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/**
 * A server that survived its supervisor is stopped; a lock whose process number now belongs to something else is
 * removed. A lock of a dead process is left to PostgreSQL, which knows how to recover from that.
 */
async function clearStaleServer(directory: string): Promise<void> {
  const lock = join(directory, "postmaster.pid");
  if (!existsSync(lock)) return;
  const pid = Number((await readFile(lock, "utf8")).split("\n")[0]);
  if (!isAlive(pid)) return;
  if (!commandLine(pid).includes(directory)) return rm(lock);
  process.kill(pid, "SIGINT");
  if (!(await hasEnded(pid, 15_000))) throw new Error(`A PostgreSQL server (process ${pid}) still uses ${directory}.`);
}

async function untilReady(server: Child, options: PostgresOptions): Promise<void> {
  let ended: string | undefined;
  server.exited.then((how) => {
    ended = how;
  });
  const deadline = Date.now() + 60_000;
  while (ended === undefined && Date.now() < deadline) {
    if (await answers(options)) return;
    await wait(25);
  }
  await server.stop();
  const why = ended ?? "did not answer within a minute";
  throw new Error(`PostgreSQL ${why}. ${await lastLines(options.logFile)}`);
}

async function answers(options: PostgresOptions): Promise<boolean> {
  const client = new pg.Client({
    host: "127.0.0.1",
    port: options.port,
    user: SUPERUSER,
    password: options.superuserPassword,
    database: "postgres",
    connectionTimeoutMillis: 2_000,
  });
  try {
    await client.connect();
    return true;
  } catch (error) {
    // 28P01 is a wrong password: waiting longer would not help.
    if ((error as { code?: string }).code === "28P01") throw error;
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Removes a cluster, also when its data really lie elsewhere. */
export function removeCluster(directory: string): void {
  const entry = lstatSync(directory, { throwIfNoEntry: false });
  if (entry?.isSymbolicLink()) rmSync(readlinkSync(directory), { recursive: true, force: true });
  rmSync(directory, { recursive: true, force: true });
}

export type Login = { port: number; user: string; password: string; database: string };

export function connectionUrl({ port, user, password, database }: Login): string {
  return `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** Runs one task on one connection, which is closed whatever happens. */
export async function withClient<T>(url: string, task: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await task(client);
  } finally {
    await client.end();
  }
}
