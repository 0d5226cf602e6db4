import { parentPort, workerData } from "node:worker_threads";
import { importJobs } from "../../db/import-jobs.ts";
import { createPool } from "../../db/pool.ts";
import { createLog } from "../../log.ts";
import type { ImportThreadMessage, ImportThreadSettings } from "./import-thread.ts";
import { Importer } from "./importer.ts";

// The thread of import-thread.ts.
const { databaseUrl, leaseSeconds } = workerData as ImportThreadSettings;
const log = createLog("importer");
const pool = createPool(databaseUrl, {
  size: 1,
  queryTimeoutMs: 60_000,
  name: "campanella importer",
  onIdleError: (error) => log.warn("database.connection_lost", { error }),
});
const importer = new Importer(importJobs(pool, leaseSeconds), log);

parentPort?.on("message", async (message: ImportThreadMessage) => {
  if (message === "wake") return importer.wake();
  await importer.stop();
  await pool.end();
  parentPort?.close();
});
