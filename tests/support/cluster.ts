import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { startAuth } from "#supabase/local/auth.ts";
import { Children } from "#supabase/local/children.ts";
import { pushMigrations } from "#supabase/local/migrations.ts";
import { freePort } from "#supabase/local/ports.ts";
import { connectionUrl, removeCluster, SUPERUSER, startPostgres, withClient } from "#supabase/local/postgres.ts";
import { ensureProject, openAuthToMigrations, setPassword } from "#supabase/local/project.ts";

const TEMPLATE = "campanella_template";
const PASSWORD = "only-for-tests";
const SECRET_FOR_TESTS = "Only-for-tests-0123456789-abcdefgh";

/** Tests may lose their data when the machine stops; nothing else may. */
const FAST = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "200",
  shared_buffers: "128MB",
  max_wal_size: "4GB",
  checkpoint_timeout: "1h",
};

export type Role = "postgres" | "app_web" | "app_worker" | "superuser";
export type TestDatabase = { name: string; url(role: Role): string; drop(): Promise<void> };
export type Cluster = { port: number; logFile: string };

declare module "vitest" {
  interface ProvidedContext {
    cluster: Cluster;
  }
}

/** Starts a throw-away server with a migrated template. `workdir` holds the folder `supabase/`. */
export async function startCluster(workdir: string): Promise<Cluster & { stop(): Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), "campanella-tests-"));
  const children = new Children();
  const port = await freePort();
  const logFile = join(directory, "postgres.log");
  const server = await startPostgres({
    children,
    directory: join(directory, "postgres"),
    logFile,
    port,
    superuserPassword: PASSWORD,
    settings: FAST,
  });
  const stop = async () => {
    await server.stop();
    removeCluster(join(directory, "postgres"));
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await buildTemplate(children, directory, port, workdir);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, logFile, stop };
}

async function buildTemplate(children: Children, directory: string, port: number, workdir: string): Promise<void> {
  const login = { port, password: PASSWORD, database: TEMPLATE };
  const superuserUrl = connectionUrl({ ...login, user: SUPERUSER });
  const passwords = { postgres: PASSWORD, authenticator: PASSWORD, supabase_auth_admin: PASSWORD };
  await withClient(connectionUrl({ ...login, user: SUPERUSER, database: "postgres" }), (client) =>
    client.query(`create database ${TEMPLATE}`),
  );
  await withClient(superuserUrl, (client) => ensureProject(client, passwords));

  const auth = await startAuth({
    children,
    directory: join(directory, "auth"),
    logFile: join(directory, "auth.log"),
    port: await freePort(),
    databaseUrl: connectionUrl({ ...login, user: "supabase_auth_admin" }),
    siteUrl: "http://127.0.0.1",
    jwtSecret: SECRET_FOR_TESTS,
    publishableKey: "sb_publishable_tests",
    secretKey: "sb_secret_tests",
  });
  await auth.stop();
  await withClient(superuserUrl, openAuthToMigrations);

  await pushMigrations({
    children,
    databaseUrl: connectionUrl({ ...login, user: "postgres" }),
    workdir,
    logFile: join(directory, "migrations.log"),
    seed: false,
  });
  await withClient(superuserUrl, async (client) => {
    for (const role of ["app_web", "app_worker"]) await setPassword(client, role, PASSWORD);
  });
}

/** A database of one's own, cloned from the migrated template; for test files of the projects that have a cluster. */
export async function createDatabase(): Promise<TestDatabase> {
  return cloneTemplate(inject("cluster").port);
}

export async function cloneTemplate(port: number): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "_")}`;
  const url = (role: Role, database = name) =>
    connectionUrl({ port, password: PASSWORD, database, user: role === "superuser" ? SUPERUSER : role });
  const administer = (statement: string) =>
    withClient(url("superuser", "postgres"), (client) => client.query(statement));
  await administer(`create database ${name} template ${TEMPLATE} owner postgres`);
  return {
    name,
    url: (role) => url(role),
    drop: async () => void (await administer(`drop database ${name} with (force)`)),
  };
}
