import { createDatabase, createPool, type Database } from "../db/pool.ts";
import { webEnv } from "../env.ts";
import { log } from "./log.ts";

// Kept beside the modules: `next dev` loads them again after every change, and each would open its own pool.
const kept = globalThis as typeof globalThis & {
  campanellaPool?: ReturnType<typeof createPool>;
  campanellaDatabase?: Database;
};

/** The one database of this web process, login app_web. */
export function webDatabase(): Database {
  kept.campanellaDatabase ??= createDatabase(webPool());
  return kept.campanellaDatabase;
}

/** Its connections. */
export function webPool(): ReturnType<typeof createPool> {
  kept.campanellaPool ??= createPool(webEnv().DATABASE_URL, {
    size: webEnv().DATABASE_POOL_SIZE,
    name: "campanella web",
    onIdleError: (error) => log("warn", { event: "idle_connection_broke", error: error.name }),
  });
  return kept.campanellaPool;
}
