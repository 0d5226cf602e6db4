/** `npm run migrate`: applies what is missing of supabase/migrations to a Supabase project, without the demo data. */
import { spawnSync } from "node:child_process";
import { migrationEnv, orExit } from "#lib/env.ts";
import { pushCommand } from "./migrations.ts";
import { PROJECT_FOLDER } from "./project-folder.ts";

orExit<unknown>(migrationEnv);
const { MIGRATION_DATABASE_URL: databaseUrl } = migrationEnv();
const { command, args, env } = pushCommand({ databaseUrl, workdir: PROJECT_FOLDER, seed: false });
const { status } = spawnSync(command, args, { env, stdio: "inherit" });
process.exit(status ?? 1);
