import { existsSync, lstatSync, readlinkSync, rmSync } from "node:fs";
import { chown, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { processEnvironment } from "#lib/env.ts";
import { type Child, type Children, untilReady } from "./children.ts";
import { choosePostgresAccount, type PostgresAccount } from "./postgres-account.ts";
import { commandLine, hasEnded, isAlive } from "./process-groups.ts";

/** The cluster's superuser, as on a Supabase project; `postgres` is an ordinary role there. */
export const SUPERUSER = "supabase_admin";

export type PostgresOptions = {
  children: Children;
  /** Holds the cluster and nothing else. */
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
  const account = options.account ?? (await choosePostgresAccount(options.directory));
  const cluster = join(account.prepareFolder(options.directory), "cluster");
  if (!existsSync(cluster)) await makeCluster(account, cluster, options);
  await clearStaleServer(cluster);

  const settings = { ...SETTINGS, port: String(options.port), ...options.settings };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = options.children.start({
    ...account.launch(account.postgres, ["-D", cluster, ...flags]),
    name: "PostgreSQL",
    logFile: options.logFile,
    cwd: cluster,
    env: processEnvironment({ LC_ALL: "C" }),
    // SIGINT is PostgreSQL's fast shutdown: it does not wait for its clients.
    stopSignal: "SIGINT",
    patience: 30_000,
  });
  await untilReady(server, () => answers(options), 60);
  return server;
}

/** Made beside its place and moved there when it is whole, so a start that was killed here leaves no half cluster. */
async function makeCluster(account: PostgresAccount, cluster: string, options: PostgresOptions): Promise<void> {
  const draft = `${cluster}.new`;
  await rm(draft, { recursive: true, force: true });
  await initialise(account, draft, options);
  await rename(draft, cluster);
}

async function initialise(account: PostgresAccount, directory: string, options: PostgresOptions): Promise<void> {
  const { children, logFile, superuserPassword } = options;
  const passwordFile = `${directory}.password`;
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
    "--no-instructions",
    ...(options.settings?.fsync === "off" ? ["--no-sync"] : []),
  ]);
  await writeFile(passwordFile, superuserPassword, { mode: 0o600 });
  try {
    if (launch.uid !== undefined && launch.gid !== undefined) await chown(passwordFile, launch.uid, launch.gid);
    await children.run({ ...launch, name: "initdb", logFile, env: processEnvironment({ LC_ALL: "C" }) });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/**
 * A server that survived its supervisor is stopped; a lock whose process number now belongs to something else is
 * removed. A lock of a dead process is left to PostgreSQL, which knows how to recover from that.
 */
async function clearStaleServer(cluster: string): Promise<void> {
  const lock = join(cluster, "postmaster.pid");
  if (!existsSync(lock)) return;
  const pid = Number((await readFile(lock, "utf8")).split("\n")[0]);
  if (!isAlive(pid)) return;
  if (!commandLine(pid).includes(cluster)) return rm(lock);
  process.kill(pid, "SIGINT");
  if (!(await hasEnded(pid, 15_000))) throw new Error(`A PostgreSQL server (process ${pid}) still uses ${cluster}.`);
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
    if ((error as { code?: string }).code !== WRONG_PASSWORD) return false;
    throw new Error(`The data in ${options.directory} belong to other secrets than the ones kept beside them.`);
  } finally {
    await client.end().catch(() => {});
  }
}

const WRONG_PASSWORD = "28P01";

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
  // A connection that is lost while nothing runs on it is noticed by the next query.
  client.on("error", () => {});
  await client.connect();
  try {
    return await task(client);
  } finally {
    await client.end();
  }
}
