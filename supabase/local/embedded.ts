import { everyEnv, processEnvironment } from "#lib/env.ts";
import { announce } from "./announcement.ts";
import { buildIfNeeded } from "./build.ts";
import { DataDirectory } from "./data-directory.ts";
import { Ports } from "./ports.ts";
import { startProduct, untilWorkerBeats } from "./product.ts";
import type { Running } from "./running.ts";
import { loadSecrets, type Secrets } from "./secrets.ts";
import { type Services, startServices } from "./services.ts";
import type { Supervisor } from "./supervisor.ts";

export type StartOptions = { isDevelopment: boolean; servicesOnly: boolean };

/** Starts everything on this machine, and says in DATA_DIR/running.json where it is. */
export async function startEmbedded(supervisor: Supervisor, options: StartOptions): Promise<void> {
  const settings = everyEnv();
  const data = new DataDirectory(settings.DATA_DIR);
  await data.lock(supervisor.children.watchdogPid);
  supervisor.onStopped(() => data.unlock());
  const ports = new Ports();
  supervisor.onStopped(() => ports.release());
  supervisor.onStopped(() => data.clearRunning());

  console.log(`Starting Campanella with the data in ${data.root}`);
  const secrets = await loadSecrets(data.path("secrets.json"));
  const port = await ports.take(settings.PORT);
  if (port !== settings.PORT && settings.PORT !== 0)
    console.log(`Port ${settings.PORT} is taken by another program, so the app listens on port ${port}.`);
  const appUrl = settings.APP_URL ?? `http://localhost:${port}`;
  const needsBuild = !options.isDevelopment && !options.servicesOnly;
  const [services] = await Promise.all([
    startServices({ supervisor, data, ports, secrets, appUrl, wantsDemo: settings.DEMO === "yes" }),
    needsBuild ? buildIfNeeded(supervisor.children, data.log("build")) : undefined,
  ]);
  if (!options.servicesOnly) {
    const env = productEnvironment(services, secrets, { appUrl, port });
    const log = options.isDevelopment ? undefined : (name: string) => data.log(name);
    const since = new Date();
    await startProduct({ supervisor, env, host: settings.HOST, port, isDevelopment: options.isDevelopment, log });
    await untilWorkerBeats(services.databaseUrl("postgres"), since);
  }

  const running = () => describe(supervisor, services, secrets, options.servicesOnly ? null : appUrl);
  supervisor.onRestart = () => data.writeRunning(running());
  await data.writeRunning(running());
  announce(running(), data);
}

function productEnvironment(services: Services, secrets: Secrets, app: { appUrl: string; port: number }) {
  return processEnvironment({
    NEXT_TELEMETRY_DISABLED: "1",
    APP_URL: app.appUrl,
    PORT: String(app.port),
    SUPABASE_URL: services.supabaseUrl,
    SUPABASE_PUBLISHABLE_KEY: secrets.publishable_key,
    SUPABASE_SECRET_KEY: secrets.secret_key,
    SUPABASE_JWT_SECRET: secrets.jwt_secret,
    DATABASE_URL: services.databaseUrl("app_web"),
    WORKER_DATABASE_URL: services.databaseUrl("app_worker"),
    SMTP_URL: smtpUrl(services),
    VAPID_PUBLIC_KEY: secrets.vapid_public_key,
    VAPID_PRIVATE_KEY: secrets.vapid_private_key,
    VAPID_SUBJECT: "mailto:campanella@example.com",
    JOB_SECRET: secrets.job_secret,
    LINK_KEYS: secrets.link_keys,
    ...services.pushTrust,
  });
}

function describe(supervisor: Supervisor, services: Services, secrets: Secrets, appUrl: string | null): Running {
  return {
    app_url: appUrl,
    mailbox_url: `http://127.0.0.1:${services.ports.mailbox}`,
    smtp_url: smtpUrl(services),
    push_inbox_url: `http://127.0.0.1:${services.ports.pushInbox}`,
    database_url: services.databaseUrl("postgres"),
    web_database_url: services.databaseUrl("app_web"),
    worker_database_url: services.databaseUrl("app_worker"),
    supabase_url: services.supabaseUrl,
    supabase_publishable_key: secrets.publishable_key,
    supabase_secret_key: secrets.secret_key,
    vapid_public_key: secrets.vapid_public_key,
    job_secret: secrets.job_secret,
    accounts: services.accounts,
    pids: supervisor.pids,
  };
}

function smtpUrl({ ports }: Services): string {
  return `smtp://127.0.0.1:${ports.smtp}`;
}
