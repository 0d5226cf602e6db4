import { mkdir } from "node:fs/promises";
import { createDemoAccounts } from "./accounts.ts";
import { type AuthOptions, startAuth } from "./auth.ts";
import type { DataDirectory } from "./data-directory.ts";
import { startMailbox } from "./mailbox.ts";
import { pushMigrations } from "./migrations.ts";
import type { Ports } from "./ports.ts";
import { connectionUrl, SUPERUSER, startPostgres, withClient } from "./postgres.ts";
import { step } from "./progress.ts";
import { ensureProject, hasAuthTables, openAuthToMigrations, setPassword } from "./project.ts";
import { PROJECT_FOLDER } from "./project-folder.ts";
import { startPushInbox, trustInPushInbox } from "./push-inbox.ts";
import type { RunningAccount } from "./running.ts";
import type { Secrets } from "./secrets.ts";
import type { Supervisor } from "./supervisor.ts";

/**
 * Each is moved when it is taken. Below those of `supabase start`, which systems also give to outgoing connections: one
 * that asks whether a server is up yet can be given the server's own port, and then talks to itself.
 */
const PORTS = { auth: 24321, database: 24322, mailbox: 24324, smtp: 24325, pushInbox: 24326, push: 24327 };

export type Services = {
  ports: typeof PORTS;
  databaseUrl(login: keyof Secrets["passwords"]): string;
  supabaseUrl: string;
  accounts: RunningAccount[];
  /** Variables by which the product trusts the push inbox. */
  pushTrust: Awaited<ReturnType<typeof trustInPushInbox>>;
};

type Stack = {
  supervisor: Supervisor;
  data: DataDirectory;
  ports: Ports;
  secrets: Secrets;
  appUrl: string;
  /** Whether new data begin with the demo company. */
  wantsDemo: boolean;
};

/** Starts database, mailbox and Auth, applies migrations and seed, and sees to the demo accounts. */
export async function startServices(stack: Stack): Promise<Services> {
  const ports = await takePorts(stack.ports);
  const { supervisor, data, secrets } = stack;
  const databaseUrl = (user: keyof Secrets["passwords"]) =>
    connectionUrl({ port: ports.database, user, password: secrets.passwords[user], database: "postgres" });

  await step("Database", () => startDatabase(stack, ports.database, databaseUrl(SUPERUSER)));
  await step("Mailbox", () => startMailboxPart(stack, ports));
  await step("Push inbox", () => startPushInboxPart(stack, ports));
  const auth: AuthOptions = {
    children: supervisor.children,
    directory: data.path("auth"),
    logFile: data.log("auth"),
    port: ports.auth,
    databaseUrl: databaseUrl("supabase_auth_admin"),
    siteUrl: stack.appUrl,
    jwtSecret: secrets.jwt_secret,
    publishableKey: secrets.publishable_key,
    secretKey: secrets.secret_key,
  };
  const isDemo = await beginsWithDemo(stack, databaseUrl(SUPERUSER));
  await step(isDemo ? "Migrations and seed" : "Migrations", () => migrate(stack, auth, databaseUrl, isDemo));
  await step("Auth and Storage", async () => {
    supervisor.addEssential(await startAuth(auth));
    // Each start of Supabase Lite puts its own auth.uid() back.
    await withClient(databaseUrl(SUPERUSER), openAuthToMigrations);
  });

  const supabaseUrl = `http://127.0.0.1:${ports.auth}`;
  const project = { supabaseUrl, publishableKey: secrets.publishable_key, databaseUrl: databaseUrl("postgres") };
  const accounts = isDemo ? await createDemoAccounts(project) : [];
  const pushTrust = await trustInPushInbox(data.path("push-inbox"), ports.push);
  return { ports, databaseUrl, supabaseUrl, accounts, pushTrust };
}

async function takePorts(ports: Ports): Promise<typeof PORTS> {
  return {
    auth: await ports.take(PORTS.auth),
    database: await ports.take(PORTS.database),
    mailbox: await ports.take(PORTS.mailbox),
    smtp: await ports.take(PORTS.smtp),
    pushInbox: await ports.take(PORTS.pushInbox),
    push: await ports.take(PORTS.push),
  };
}

async function startDatabase({ supervisor, data, secrets }: Stack, port: number, superuserUrl: string): Promise<void> {
  const postgres = await startPostgres({
    children: supervisor.children,
    directory: data.path("postgres"),
    logFile: data.log("postgres"),
    port,
    superuserPassword: secrets.passwords.supabase_admin,
  });
  supervisor.addEssential(postgres);
  await withClient(superuserUrl, (client) => ensureProject(client, secrets.passwords));
}

async function startMailboxPart({ supervisor, data }: Stack, ports: typeof PORTS): Promise<void> {
  const mailbox = await startMailbox({
    children: supervisor.children,
    directory: data.path("mailbox"),
    logFile: data.log("mailbox"),
    smtpPort: ports.smtp,
    webPort: ports.mailbox,
  });
  supervisor.addEssential(mailbox);
}

async function startPushInboxPart({ supervisor, data }: Stack, ports: typeof PORTS): Promise<void> {
  const inbox = await startPushInbox({
    children: supervisor.children,
    directory: data.path("push-inbox"),
    logFile: data.log("push-inbox"),
    pushPort: ports.push,
    webPort: ports.pushInbox,
  });
  supervisor.addEssential(inbox);
}

/** Decided once: a demo is never poured over a company's own data. The CLI remembers the seeds that it has applied. */
async function beginsWithDemo({ wantsDemo }: Stack, superuserUrl: string): Promise<boolean> {
  return withClient(superuserUrl, async (client) => {
    const { rows } = await client.query(
      "select to_regclass('public.organization') is null as is_new, to_regclass('supabase_migrations.seed_files') as seeds",
    );
    if (rows[0].is_new) return wantsDemo;
    return rows[0].seeds !== null && (await client.query("select from supabase_migrations.seed_files")).rowCount !== 0;
  });
}

/**
 * Migrations put triggers on the tables of Auth, so Auth has to make them first; it shows in its Data API the tables
 * that it finds when it starts, so it starts (again) after the migrations.
 */
async function migrate(
  stack: Stack,
  auth: AuthOptions,
  databaseUrl: Services["databaseUrl"],
  seed: boolean,
): Promise<void> {
  const superuserUrl = databaseUrl(SUPERUSER);
  await mkdir(auth.directory, { recursive: true, mode: 0o700 });
  if (!(await withClient(superuserUrl, hasAuthTables))) await (await startAuth(auth)).stop();
  await withClient(superuserUrl, openAuthToMigrations);
  await pushMigrations({
    children: stack.supervisor.children,
    databaseUrl: databaseUrl("postgres"),
    workdir: PROJECT_FOLDER,
    logFile: stack.data.log("migrations"),
    seed,
  });
  const { app_web, app_worker } = stack.secrets.passwords;
  await withClient(superuserUrl, async (client) => {
    await setPassword(client, "app_web", app_web);
    await setPassword(client, "app_worker", app_worker);
  });
}
