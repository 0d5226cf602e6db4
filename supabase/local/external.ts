import { localEnv, orExit, processEnvironment, webEnv, workerEnv } from "#lib/env.ts";
import { buildIfNeeded } from "./build.ts";
import type { StartOptions } from "./embedded.ts";
import { withClient } from "./postgres.ts";
import { startProduct } from "./product.ts";
import type { Supervisor } from "./supervisor.ts";

/** Starts web app and worker against a Supabase project that the environment names; they log to this console. */
export async function startExternal(supervisor: Supervisor, variable: string, options: StartOptions): Promise<void> {
  console.log(`Starting Campanella for a Supabase project, because ${variable} is set`);
  orExit<unknown>(webEnv, workerEnv, localEnv);
  await checkSchema(webEnv().DATABASE_URL);
  await checkAuthSettings(webEnv().SUPABASE_URL, webEnv().SUPABASE_PUBLISHABLE_KEY);
  if (!options.isDevelopment) await buildIfNeeded(supervisor.children);
  const { HOST: host, PORT: port } = localEnv();
  const env = processEnvironment({ NEXT_TELEMETRY_DISABLED: "1" });
  await startProduct({ supervisor, env, host, port, isDevelopment: options.isDevelopment });
  console.log(`Campanella is ready at ${webEnv().APP_URL}, listening on ${host}:${port}`);
}

/** The last of the tables that a first `npm run migrate` makes is enough of a sign. */
async function checkSchema(databaseUrl: string): Promise<void> {
  const query = "select from pg_tables where schemaname = 'public' and tablename = 'deliveries'";
  const tables = await withClient(databaseUrl, (client) => client.query(query)).catch((error) => {
    throw new Error(`The database of DATABASE_URL cannot be used: ${reason(error)}`);
  });
  if (tables.rowCount === 0)
    throw new Error("The database of DATABASE_URL has no tables of Campanella yet: run npm run migrate.");
}

/** What the project's Auth settings have to be for invitations to work. */
async function checkAuthSettings(supabaseUrl: string, publishableKey: string): Promise<void> {
  const response = await fetch(`${supabaseUrl}/auth/v1/settings`, {
    headers: { apikey: publishableKey },
    signal: AbortSignal.timeout(10_000),
  }).catch((error) => {
    throw new Error(`Auth at ${supabaseUrl} does not answer: ${reason(error)}`);
  });
  if (!response.ok) throw new Error(`Auth at ${supabaseUrl} answers ${response.status}: ${await response.text()}`);
  const settings = (await response.json()) as {
    disable_signup: boolean;
    mailer_autoconfirm: boolean;
    external: { email: boolean };
  };
  const problems = [
    settings.disable_signup && "allow new users to sign up (only invited addresses can)",
    !settings.external.email && "enable the e-mail provider",
    !settings.mailer_autoconfirm && "turn off Confirm email (the invitation is the confirmation)",
  ].filter((problem) => problem !== false);
  if (problems.length > 0) throw new Error(`In the Auth settings of ${supabaseUrl}: ${problems.join("; ")}.`);
}

/** fetch says only "fetch failed", and a host with several addresses nothing at all: the cause or the code tells. */
function reason(error: Error & { code?: string }): string {
  const { message, code } = (error.cause as typeof error | undefined) ?? error;
  return message || code || String(error);
}
