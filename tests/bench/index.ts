import { join } from "node:path";
import { parseArgs } from "node:util";
import { bulkChange } from "./bulk-change.ts";
import { startCluster } from "./cluster.ts";
import { concurrentWriters } from "./concurrent-writers.ts";
import { conditions } from "./conditions.ts";
import { contactImport } from "./contact-import.ts";
import { firstLoad } from "./first-load.ts";
import { latency } from "./latency.ts";
import { liveBell } from "./live-bell.ts";
import { longHistory } from "./long-history.ts";
import { mailRate } from "./mail-rate.ts";
import type { Measurement, Row } from "./measurement.ts";
import { outboxDrain } from "./outbox-drain.ts";
import { pushRate } from "./push-rate.ts";
import { requestRate } from "./request-rate.ts";
import { singleChange } from "./single-change.ts";
import { tableOf } from "./table.ts";

// npm run bench · npm run bench -- P3 P5 · npm run bench -- --full
const all = [
  bulkChange,
  singleChange,
  concurrentWriters,
  outboxDrain,
  latency,
  pushRate,
  mailRate,
  liveBell,
  longHistory,
  requestRate,
  contactImport,
  firstLoad,
];
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { full: { type: "boolean", default: false } },
});
const chosen = positionals.length === 0 ? all : positionals.map(named);

const start = performance.now();
const cluster = await startCluster(join(import.meta.dirname, "../.."));
let isInterrupted = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, async () => {
    if (isInterrupted) return;
    isInterrupted = true;
    await cluster.stop();
    process.exit(1);
  });
}

const rows: Row[] = [];
try {
  for (const measurement of chosen) {
    process.stderr.write(`${measurement.id} …\n`);
    rows.push(...(await measurement.run({ cluster, isFull: values.full })));
  }
  const minutes = ((performance.now() - start) / 60_000).toFixed(1);
  console.log(`\n${tableOf(rows)}\n\n${await conditions(cluster, minutes)}`);
} catch (error) {
  if (!isInterrupted) throw error;
} finally {
  if (!isInterrupted) await cluster.stop();
}

function named(id: string): Measurement {
  const found = all.find((measurement) => measurement.id.toUpperCase() === id.toUpperCase());
  if (found) return found;
  console.error(`There is no ${id}; there are ${all.map((measurement) => measurement.id).join(", ")}.`);
  process.exit(2);
}
