import { processEnvironment } from "#lib/env.ts";
import type { Children } from "./children.ts";
import { packageFile } from "./package-file.ts";

export type MigrationOptions = {
  children: Children;
  /** Login `postgres`. */
  databaseUrl: string;
  /** The folder that holds `supabase/`. */
  workdir: string;
  logFile: string;
  seed: boolean;
};

/** Applies what is missing of supabase/migrations with the official CLI, and the seed once per version of its file. */
export async function pushMigrations(options: MigrationOptions): Promise<void> {
  const cli = packageFile("supabase", "dist/supabase.js");
  await options.children.run({
    name: "supabase db push",
    command: process.execPath,
    args: [
      cli,
      "db",
      "push",
      "--db-url",
      options.databaseUrl,
      "--workdir",
      options.workdir,
      "--yes",
      ...(options.seed ? ["--include-seed"] : []),
    ],
    env: processEnvironment({ DO_NOT_TRACK: "1", SUPABASE_TELEMETRY_DISABLED: "1" }),
    logFile: options.logFile,
  });
}
