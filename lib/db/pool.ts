import { Kysely } from "kysely";
import pg from "pg";
import type { DB } from "./database.types.ts";
import { postgres } from "./driver.ts";

/** int8 as a number: identity keys stay far below 2^53, and JSON has no other integer. */
const INT8 = 20;
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)),
};

export type Database = Kysely<DB>;

export type PoolOptions = {
  /** Connections at the most. */
  size?: number;
  /** Shown in pg_stat_activity. */
  name?: string;
  /** For the whole of a query, a silent loss of the network included. */
  queryTimeoutMs?: number;
  /** Called when an idle connection breaks; the pool replaces it at the next use. */
  onIdleError?: (error: Error) => void;
};

export function createPool(connectionString: string, options: PoolOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: options.size ?? 10,
    application_name: options.name ?? "campanella",
    connectionTimeoutMillis: 10_000,
    query_timeout: options.queryTimeoutMs ?? 20_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    types,
  });
  pool.on(
    "error",
    options.onIdleError ?? ((error) => console.warn(`An idle database connection broke: ${error.message}`)),
  );
  return pool;
}

export function createDatabase(pool: pg.Pool): Database {
  return new Kysely<DB>({ dialect: postgres(pool, types) });
}
