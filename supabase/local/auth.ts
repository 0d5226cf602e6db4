import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { processEnvironment } from "#lib/env.ts";
import { answersAt, type Child, type Children, untilReady } from "./children.ts";
import { packageFile } from "./package-file.ts";

export type AuthOptions = {
  children: Children;
  /** Its configuration and the files of Storage. */
  directory: string;
  logFile: string;
  port: number;
  /** Login `supabase_auth_admin`. */
  databaseUrl: string;
  siteUrl: string;
  jwtSecret: string;
  publishableKey: string;
  secretKey: string;
};

/** Starts Supabase Lite: Auth, Storage and the Data API for schema public, on 127.0.0.1. */
export async function startAuth(options: AuthOptions): Promise<Child> {
  await mkdir(join(options.directory, "supabase"), { recursive: true, mode: 0o700 });
  await writeFile(join(options.directory, "supabase", "config.toml"), configuration(options), { mode: 0o600 });
  const preload = new URL("lite-preload.ts", import.meta.url).href;
  const lite = packageFile("@supabase/lite", "dist/cli/index.js");
  const auth = options.children.start({
    name: "Auth",
    command: process.execPath,
    // Admin mode would serve requests without a key as service_role.
    args: ["--import", preload, lite, "--no-telemetry", "start", "--no-admin", "--host", "127.0.0.1"],
    cwd: options.directory,
    env: processEnvironment({
      // Usage reports and crash reports (Sentry) are one switch; the variable also covers an early failure.
      LITE_TELEMETRY: "0",
      DO_NOT_TRACK: "1",
      EXPERIMENTAL_STORAGE: "1",
      EXPERIMENTAL_CLOUD: "0",
      LITE_NON_INTERACTIVE: "1",
      HOME: options.directory,
    }),
    logFile: options.logFile,
  });
  const settings = `http://127.0.0.1:${options.port}/auth/v1/settings`;
  // When it cannot use the database it says so and stays, hence no long wait.
  await untilReady(auth, () => answersAt(settings, { apikey: options.publishableKey }), 30);
  return auth;
}

function configuration(options: AuthOptions): string {
  const text = (value: string) => JSON.stringify(value);
  return `project_id = "campanella"

[api]
port = ${options.port}
schemas = ["public"]
extra_search_path = ["public", "extensions"]
max_rows = 1000

[db]
driver = "postgres"
url = ${text(options.databaseUrl)}

[auth]
enabled = true
site_url = ${text(options.siteUrl)}
jwt_secret = ${text(options.jwtSecret)}
jwt_expiry = 3600
enable_signup = true
minimum_password_length = 8
publishable_key = ${text(options.publishableKey)}
secret_key = ${text(options.secretKey)}

[auth.email]
enable_signup = true
# The invitation mail is the confirmation. No mail of Auth's own is wanted; one that is asked for goes to its log,
# because Lite sends only over TLS with a certificate that it can verify.
enable_confirmations = false

[storage]
enabled = true
file_size_limit = "50MiB"
`;
}
