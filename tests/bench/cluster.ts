import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startAuth } from "#supabase/local/auth.ts";
import { Children } from "#supabase/local/children.ts";
import { pushMigrations } from "#supabase/local/migrations.ts";
import { freePort } from "#supabase/local/ports.ts";
import { connectionUrl, removeCluster, SUPERUSER, startPostgres, withClient } from "#supabase/local/postgres.ts";
import { ensureProject, openAuthToMigrations, setPassword } from "#supabase/local/project.ts";

const TEMPLATE = "campanella_bench";
const PASSWORD = "only-for-benchmarks";

export type Role = "postgres" | "app_web" | "app_worker" | "superuser";

export type BenchDatabase = {
  name: string;
  url(role: Role): string;
  /** A connection that is closed with the database. */
  connect(role?: Role): Promise<pg.Client>;
  drop(): Promise<void>;
};

export type BenchCluster = {
  /** A migrated database, or a copy of another one that nobody is connected to. */
  database(template?: string): Promise<BenchDatabase>;
  stop(): Promise<void>;
};

/** A throw-away server with the settings of the embedded stack: what was committed survives a power cut. */
export async function startCluster(workdir: string): Promise<BenchCluster> {
  const directory = await mkdtemp(join(tmpdir(), "campanella-bench-"));
  const children = new Children();
  const port = await freePort();
  const logFile = join(directory, "postgres.log");
  const data = join(directory, "postgres");
  const server = await startPostgres({ children, directory: data, logFile, port, superuserPassword: PASSWORD });
  const stop = async () => {
    await server.stop();
    removeCluster(data);
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await buildTemplate(children, directory, port, workdir);
  } catch (error) {
    await stop();
    throw error;
  }
  return { database: (template) => openDatabase(port, template ?? TEMPLATE), stop };
}

function urlOf(port: number, database: string, role: Role): string {
  return connectionUrl({ port, database, password: PASSWORD, user: role === "superuser" ? SUPERUSER : role });
}

async function buildTemplate(children: Children, directory: string, port: number, workdir: string): Promise<void> {
  const superuserUrl = urlOf(port, TEMPLATE, "superuser");
  await withClient(urlOf(port, "postgres", "superuser"), (client) => client.query(`create database ${TEMPLATE}`));
  const passwords = { postgres: PASSWORD, authenticator: PASSWORD, supabase_auth_admin: PASSWORD };
  await withClient(superuserUrl, (client) => ensureProject(client, passwords));
  const auth = await startAuth({
    children,
    directory: join(directory, "auth"),
    logFile: join(directory, "auth.log"),
    port: await freePort(),
    databaseUrl: connectionUrl({ port, database: TEMPLATE, user: "supabase_auth_admin", password: PASSWORD }),
    siteUrl: "http://127.0.0.1",
    jwtSecret: randomUUID(),
    publishableKey: "sb_publishable_bench",
    secretKey: "sb_secret_bench",
  });
  await auth.stop();
  await withClient(superuserUrl, openAuthToMigrations);
  const migrationLog = join(directory, "migrations.log");
  const databaseUrl = urlOf(port, TEMPLATE, "postgres");
  await pushMigrations({ children, databaseUrl, workdir, logFile: migrationLog, seed: false });
  await withClient(superuserUrl, async (client) => {
    for (const role of ["app_web", "app_worker"]) await setPassword(client, role, PASSWORD);
  });
}

async function openDatabase(port: number, template: string): Promise<BenchDatabase> {
  const name = `bench_${randomUUID().replaceAll("-", "_")}`;
  const clients: pg.Client[] = [];
  const url = (role: Role) => urlOf(port, name, role);
  const administer = (statement: string) =>
    withClient(urlOf(port, "postgres", "superuser"), (client) => client.query(statement));
  await administer(`create database ${name} template ${template} owner postgres`);

  return { name, url, connect, drop };

  async function connect(role: Role = "postgres"): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: url(role) });
    client.on("error", () => {}); // dropping the database ends it
    await client.connect();
    clients.push(client);
    return client;
  }

  async function drop(): Promise<void> {
    await Promise.all(clients.map((client) => client.end().catch(() => {})));
    await administer(`drop database ${name} with (force)`);
  }
}
