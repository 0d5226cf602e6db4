import { z } from "zod";
import * as variable from "./env-variables.ts";

/** Thrown with one sentence per missing or wrong variable; none of them repeats a secret. */
export class EnvironmentError extends Error {
  override name = "EnvironmentError";
  readonly problems: string[];

  constructor(problems: string[]) {
    super(`The environment is not complete:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.problems = problems;
  }
}

const both = {
  APP_URL: variable.origin("the address at which people open the app, such as https://service.example.com"),
  VAPID_PUBLIC_KEY: variable.vapidKey("public", 65),
  PUSH_ALLOWED_HOSTS: variable.hosts(),
  LINK_KEYS: variable.linkKeys(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"], "has to be debug, info, warn or error").default("info"),
};

const web = z.object({
  ...both,
  PORT: variable.wholeNumber(0, 65_535).default(3000),
  SUPABASE_URL: variable.serviceUrl("the address of the Supabase project, such as https://abcdefgh.supabase.co"),
  SUPABASE_PUBLISHABLE_KEY: variable.text("the project's publishable key (sb_publishable_…), for Auth"),
  SUPABASE_SECRET_KEY: variable.text(
    "the project's secret key (sb_secret_…), for the files of interventions in Storage",
  ),
  /** For projects that sign tokens with a shared secret; without it tokens are checked with the project's JWKS. */
  SUPABASE_JWT_SECRET: variable.secret().optional(),
  DATABASE_URL: variable.postgresUrl("requests, login app_web; a transaction pooler will do"),
  /** LISTEN does not work through a transaction pooler. */
  DATABASE_LISTEN_URL: variable.postgresUrl("the live bell, login app_web; direct or session mode").optional(),
  DATABASE_POOL_SIZE: variable.wholeNumber(1, 1000).default(10),
  /** How many proxies of one's own every request passes, each of which appends to X-Forwarded-For. */
  TRUSTED_PROXY_HOPS: variable.wholeNumber(0, 10).default(0),
  /** Without it POST /api/jobs/run does not exist. */
  JOB_SECRET: variable.secret().optional(),
});

const worker = z.object({
  ...both,
  WORKER_DATABASE_URL: variable.postgresUrl("the worker, login app_worker; direct or session mode"),
  SMTP_URL: variable.smtpUrl(),
  VAPID_PRIVATE_KEY: variable.vapidKey("private", 32),
  VAPID_SUBJECT: variable.vapidSubject(),
  /** How long a delivery that a dead worker had claimed stays untouched. */
  WORKER_LEASE_SECONDS: variable.wholeNumber(1, 3600).default(60),
  WORKER_CONCURRENCY: variable.wholeNumber(1, 1000).optional(),
  WORKER_POOL_SIZE: variable.wholeNumber(1, 1000).default(6),
});

const migration = z.object({
  MIGRATION_DATABASE_URL: variable.postgresUrl("migrations and npm run invite-admin, the owner's login (postgres)"),
});

const local = z.object({
  /** Where the embedded stack keeps its data. */
  DATA_DIR: z.string().default(".data"),
  /** Whether new data begin with the demo company, or empty. */
  DEMO: z.enum(["yes", "no"], { error: 'DEMO is "yes" or "no".' }).default("yes"),
  PORT: variable.wholeNumber(0, 65_535).default(3000),
  /** The address that the app listens on; the embedded services always stay on 127.0.0.1. */
  HOST: z.string().default("127.0.0.1"),
  APP_URL: variable.origin("").optional(),
});

/** What the web part needs. Parsed at the first call, so that importing this file needs no environment. */
export const webEnv = once(() => {
  const env = parse(web);
  return { ...env, DATABASE_LISTEN_URL: env.DATABASE_LISTEN_URL ?? env.DATABASE_URL };
});

/** What the worker needs, and POST /api/jobs/run, which does the worker's job on serverless hosts. */
export const workerEnv = once(() => parse(worker));

export const migrationEnv = once(() => parse(migration));

export const localEnv = once(() => parse(local));

/** For the embedded stack, which sets what a process cannot do without: what is given has to be well formed. */
export const everyEnv = once(() =>
  parse(
    z
      .object({ ...web.shape, ...worker.shape })
      .partial()
      .extend(local.shape),
  ),
);

/** For the start of a process: prints every problem and ends it, without a stack trace. */
export function orExit<T>(...reads: (() => T)[]): T[] {
  const problems = new Set<string>();
  const values = reads.flatMap((read) => {
    try {
      return [read()];
    } catch (error) {
      if (!(error instanceof EnvironmentError)) throw error;
      for (const problem of error.problems) problems.add(problem);
      return [];
    }
  });
  if (problems.size === 0) return values;
  console.error(new EnvironmentError([...problems]).message);
  process.exit(1);
}

/** The variables that tell a Supabase project of one's own from the embedded stack: one of them decides. */
const PROJECT_VARIABLES = [
  "SUPABASE_URL",
  "DATABASE_URL",
  "WORKER_DATABASE_URL",
  "SMTP_URL",
  "VAPID_PUBLIC_KEY",
  "VAPID_PRIVATE_KEY",
  "VAPID_SUBJECT",
];

/** The first variable that says "not the embedded stack", if any. */
export function projectVariable(): string | undefined {
  return PROJECT_VARIABLES.find((name) => given()[name] !== undefined);
}

/** The environment for a child process: this one's, with what the child needs besides. */
export function processEnvironment(extra: Record<string, string | undefined> = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...extra };
}

export function startedByNpm(): boolean {
  return process.env.npm_lifecycle_event !== undefined;
}

/** An empty variable counts as one that is not set, as in most .env files. */
function given(): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(process.env).filter(([, value]) => value?.trim()));
}

function parse<T extends z.ZodType>(schema: T): z.output<T> {
  const result = schema.safeParse(given());
  if (result.success) return result.data;
  throw new EnvironmentError(result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}.`));
}

function once<T>(read: () => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= read();
    return value;
  };
}
