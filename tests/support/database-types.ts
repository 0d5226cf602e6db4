import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "../..");
const run = promisify(execFile);

/**
 * Writes lib/db/database.types.ts from a migrated database, or with `verify` fails when it is not current.
 * (The Supabase CLI's own generator needs Docker.)
 */
export async function generateTypes(databaseUrl: string, options: { verify: boolean }): Promise<void> {
  const flags = ["--dialect", "postgres", "--default-schema", "public", "--include-pattern", "(public|private).*"];
  await run(
    process.execPath,
    [
      join(root, "node_modules/kysely-codegen/dist/cli/bin.js"),
      ...flags,
      ...["--type-mapping", '{"int8":"number"}', "--out-file", join(root, "lib/db/database.types.ts")],
      ...["--url", databaseUrl],
      ...(options.verify ? ["--verify"] : []),
    ],
    { cwd: root },
  );
}

if (import.meta.main) {
  const { cloneTemplate, startCluster } = await import("./cluster.ts");
  const cluster = await startCluster(root);
  try {
    const database = await cloneTemplate(cluster.port);
    await generateTypes(database.url("postgres"), { verify: false });
  } finally {
    await cluster.stop();
  }
}
