import { readFile } from "node:fs/promises";
import type pg from "pg";
import type { BenchDatabase } from "./cluster.ts";
import { foundCompany } from "./company.ts";
import { copyTable, copyTableWithRows } from "./copied-table.ts";
import { type Measurement, type Pair, rowOf, timed } from "./measurement.ts";

const JOBS = 20_000;
const ROUNDS = 5;
const ROW_LEVEL_ROUNDS = 1;

/** What our triggers write, in the order in which they do. */
const written = ["changes", "intervention_events", "intervention_snapshots", "notifications", "deliveries"];

/** P1: what our triggers add to one statement that changes the status of 20,000 interventions. */
export const bulkChange: Measurement = {
  id: "P1",
  async run({ cluster }) {
    const database = await cluster.database();
    try {
      return await measure(database);
    } finally {
      await database.drop();
    }
  },
};

async function measure(database: BenchDatabase) {
  const owner = await database.connect();
  const superuser = await database.connect("superuser");
  const company = await foundCompany(owner, JOBS);
  await prepareReferences(owner);

  const againstRows: Pair[] = [];
  const againstOutbox: Pair[] = [];
  const againstRowLevel: Pair[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const status = round % 2 === 0 ? company.closed : company.open;
    const bare = await changeAll("bench.interventions", status);
    const ours = (await changeAll("public.interventions", status)) - bare;
    await capture(owner);
    againstRows.push({ ours, reference: await fresh(() => owner.query(insertCaptured)) });
    againstOutbox.push({ ours, reference: await fresh(() => owner.query(insertNarrow)) });
    if (round < ROW_LEVEL_ROUNDS) {
      againstRowLevel.push({ ours, reference: (await changeAll("bench.row_level_interventions", status)) - bare });
    }
    await owner.query("vacuum (analyze)");
  }
  return [
    rowOf(againstRows, {
      what: "P1 20,000 status changes: added by triggers · same rows, no logic",
      unit: "ms",
      bar: { most: 2 },
    }),
    rowOf(againstRowLevel, { what: "   beside it: a row-level trigger that tells the same people", unit: "ms" }),
    rowOf(againstOutbox, { what: "   beside it: a bare outbox, one narrow row a change", unit: "ms" }),
  ];

  /** First one row, then all the others on the same connection: the plans that count are made by then. */
  async function changeAll(table: string, status: number): Promise<number> {
    const client = await database.connect();
    await client.query(`update ${table} set status_id = $1 where id = 1`, [status]);
    return fresh(() => client.query(`update ${table} set status_id = $1 where id > 1`, [status]));
  }

  /** Every timed statement starts with clean buffers, so that none pays for what the one before it wrote. */
  async function fresh(run: () => Promise<unknown>): Promise<number> {
    await superuser.query("checkpoint");
    return timed(run);
  }
}

async function prepareReferences(owner: pg.Client): Promise<void> {
  await copyTableWithRows(owner, "interventions", "interventions");
  for (const table of written) {
    await copyTable(owner, table, table);
    await copyTable(owner, table, `row_level_${table}`);
    await owner.query(`create unlogged table bench.captured_${table} (like public.${table})`);
  }
  await copyTableWithRows(owner, "interventions", "row_level_interventions");
  await owner.query(await readFile(new URL("references/row-level.sql", import.meta.url), "utf8"));
  await owner.query(
    `create table bench.outbox (
       id bigint generated always as identity primary key,
       intervention_id bigint not null,
       status_id bigint not null,
       created_at timestamptz not null default now())`,
  );
}

/** Keeps the rows of the change just made, to be inserted again without any logic. */
async function capture(owner: pg.Client): Promise<void> {
  for (const table of written) {
    const change = table === "changes" ? "id" : "change_id";
    const order = table === "intervention_snapshots" ? "intervention_id" : "id";
    await owner.query(`truncate bench.captured_${table}`);
    await owner.query(
      `insert into bench.captured_${table}
       select * from public.${table} where ${change} = (select max(id) from public.changes) order by ${order}`,
    );
    await owner.query(`vacuum (analyze) bench.captured_${table}`);
  }
}

const insertCaptured = [
  "begin",
  ...written.map((table) => `insert into bench.${table} overriding system value select * from bench.captured_${table}`),
  "commit",
].join(";\n");

const insertNarrow = `
  insert into bench.outbox (intervention_id, status_id)
  select intervention_id, status_id from bench.captured_intervention_events`;
