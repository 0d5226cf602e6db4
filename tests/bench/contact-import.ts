import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { importJobs } from "#lib/db/import-jobs.ts";
import { createPool } from "#lib/db/pool.ts";
import { createLog } from "#lib/log.ts";
import { Importer } from "#lib/worker/imports/importer.ts";
import type { BenchDatabase } from "./cluster.ts";
import { hire } from "./company.ts";
import { copyTable } from "./copied-table.ts";
import { type Measurement, rowOf, timed } from "./measurement.ts";

const ROWS = 100_000;

/** What an import leaves in the registry. */
const written = ["contacts", "addresses", "contact_points", "contact_events"];

/**
 * P11 (and CT-84, no cap): 100,000 contacts from CSV, read, checked against the registry and stored, with their history and their words for
 * the search; beside `copy` of all the rows that this leaves into bare tables with the same indexes.
 */
export const contactImport: Measurement = {
  id: "P11",
  async run({ cluster }) {
    const database = await cluster.database();
    try {
      const owner = await database.connect();
      const ours = await importAll(database, owner);
      const reference = await copyAll(database, owner);
      return [
        rowOf([{ ours: ours.all, reference }], {
          what: "P11 100,000 contacts from CSV · copy of the rows into bare tables",
          unit: "ms",
          bar: { most: 4 },
        }),
        rowOf([{ ours: ours.check, reference }], {
          what: "   of it: read and checked, nothing written yet",
          unit: "ms",
        }),
      ];
    } finally {
      await database.drop();
    }
  },
};

async function importAll(database: BenchDatabase, owner: pg.Client): Promise<{ all: number; check: number }> {
  const { accountId } = await hire(owner, "Anna", "Admin-Default");
  const lines = Array.from(
    { length: ROWS },
    (_, n) => `C${n};Condominio ${n};customer.${n}@example.it;+39 333 ${1_000_000 + n};Via Roma ${n};nota ${n}`,
  );
  const file = Buffer.from(`Codice;Nome;E-mail;Telefono;Scala;Note\n${lines.join("\n")}\n`);
  const pool = createPool(database.url("app_worker"), { size: 2, queryTimeoutMs: 120_000 });
  const importer = new Importer(importJobs(pool, 60), createLog("bench", "warn"));
  const act = async (statement: string, values: unknown[]): Promise<number> => {
    await owner.query("begin");
    await owner.query("select set_config('request.jwt.claims', $1, true)", [
      JSON.stringify({ sub: accountId, role: "authenticated" }),
    ]);
    const { rows } = await owner.query<{ id: number }>(`select ${statement} as id`, values);
    await owner.query("commit");
    importer.wake();
    await importer.untilIdle();
    return Number(rows[0]?.id);
  };
  try {
    let id = 0;
    const check = await timed(async () => {
      id = await act("private.begin_import('list.csv', $1, true)", [file]);
      await act("private.check_import($1, true)", [id]);
    });
    const run = await timed(() => act("private.run_import($1)", [id]));
    const { rows } = await owner.query<{ state: string }>("select state from public.imports");
    if (rows[0]?.state !== "done") throw new Error(`The import is ${rows[0]?.state}`);
    return { all: check + run, check };
  } finally {
    await importer.stop();
    await pool.end();
  }
}

async function copyAll(database: BenchDatabase, owner: pg.Client): Promise<number> {
  const superuser = await database.connect("superuser");
  for (const table of written) await copyTable(owner, table, table);
  await owner.query("create table bench.contact_words (like private.contact_words including all)");
  const tables = [...written.map((table) => `public.${table}`), "private.contact_words"];
  let total = 0;
  for (const table of tables) {
    const path = join(tmpdir(), `campanella-bench-${table}.copy`);
    const copy = table.replace(/^\w+/, "bench");
    await superuser.query(`copy ${table} to '${path}'`);
    await superuser.query("checkpoint");
    total += await timed(() => superuser.query(`copy ${copy} from '${path}'`));
    await rm(path, { force: true });
  }
  return total;
}
