import { availableParallelism, cpus } from "node:os";
import { withClient } from "#supabase/local/postgres.ts";
import type { BenchCluster } from "./cluster.ts";

const settings = ["fsync", "synchronous_commit", "full_page_writes", "shared_buffers", "max_wal_size"];

/** Under what the figures were taken, for the line below the table. */
export async function conditions(cluster: BenchCluster, minutes: string): Promise<string> {
  const database = await cluster.database();
  try {
    const { rows } = await withClient(database.url("postgres"), (client) =>
      client.query<{ version: string; settings: string }>(
        `select current_setting('server_version') as version,
                (select string_agg(name || '=' || current_setting(name), ' ' order by ordinality)
                 from unnest($1::text[]) with ordinality s (name, ordinality)) as settings`,
        [settings],
      ),
    );
    const model = cpus()[0]?.model.trim() ?? "unknown processor";
    return [
      "Ratios are medians over rounds in which ours and the reference took turns.",
      `PostgreSQL ${rows[0]?.version} with ${rows[0]?.settings}; Node ${process.version}; ${availableParallelism()} × ${model}; ${minutes} minutes.`,
    ].join("\n");
  } finally {
    await database.drop();
  }
}
