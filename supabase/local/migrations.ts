import { dirname, join } from "node:path";
import { processEnvironment } from "#lib/env.ts";
import type { Children } from "./children.ts";
import { packageFile } from "./package-file.ts";

type Push = {
  /** Login `postgres`. */
  databaseUrl: string;
  /** The folder that holds `supabase/`. */
  workdir: string;
  /** Also apply the seed; the CLI does so once per version of its files. */
  seed: boolean;
};

/** Applies what is missing of supabase/migrations with the official CLI. */
export async function pushMigrations(options: Push & { children: Children; logFile: string }): Promise<void> {
  const { children, logFile } = options;
  const command = pushCommand(options);
  // Otherwise it keeps its state in the home folder of whoever runs this.
  const env = { ...command.env, SUPABASE_HOME: join(dirname(logFile), "supabase-cli") };
  await children.run({ ...command, env, name: "supabase db push", logFile });
}

export function pushCommand({ databaseUrl, workdir, seed }: Push) {
  const cli = packageFile("supabase", "dist/supabase.js");
  const target = ["--db-url", forCli(databaseUrl), "--workdir", workdir];
  return {
    command: process.execPath,
    args: [cli, "db", "push", ...target, "--yes", ...(seed ? ["--include-seed"] : [])],
    env: processEnvironment({ DO_NOT_TRACK: "1", SUPABASE_TELEMETRY_DISABLED: "1" }),
  };
}

/**
 * The CLI insists on TLS unless told otherwise; the embedded server has none, and is on this machine. What only pg
 * understands would be sent to the server as a setting, which refuses it.
 */
function forCli(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  if (url.hostname === "127.0.0.1" && !url.searchParams.has("sslmode")) url.searchParams.set("sslmode", "disable");
  url.searchParams.delete("uselibpqcompat");
  return url.href;
}
