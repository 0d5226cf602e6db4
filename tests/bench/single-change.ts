import type pg from "pg";
import type { BenchDatabase } from "./cluster.ts";
import { type Company, foundCompany } from "./company.ts";
import { copyTableWithRows } from "./copied-table.ts";
import { type Measurement, median, type Pair, type Row, rowOf, timed } from "./measurement.ts";

const ROUNDS = 5;
const CHANGES = 150;
const WARM_UP = 30;
const BAR = { most: 4 };

/** P1b: one status change with five people to tell. */
export const singleChange: Measurement = {
  id: "P1b",
  async run({ cluster, isFull }) {
    const sizes = [
      { jobs: 1_000, customers: 1_000, bellRows: 0, what: "P1b one status change, p50 · the same without triggers" },
      ...(isFull
        ? [
            {
              jobs: 1_000_000,
              customers: 20_000,
              bellRows: 5_000_000,
              what: "    with 1,000,000 interventions, 5,000,000 bell rows",
            },
          ]
        : []),
    ];
    const rows: Row[] = [];
    for (const size of sizes) {
      const database = await cluster.database();
      try {
        rows.push(rowOf(await measure(database, size), { what: size.what, unit: "ms", bar: BAR }));
      } finally {
        await database.drop();
      }
    }
    return rows;
  },
};

type Size = { jobs: number; customers: number; bellRows: number };

async function measure(database: BenchDatabase, { jobs, customers, bellRows }: Size): Promise<Pair[]> {
  const owner = await database.connect();
  const company = await foundCompany(owner, jobs, { customers });
  await fillBells(owner, bellRows);
  await copyTableWithRows(owner, "interventions", "interventions");
  const superuser = await database.connect("superuser");
  await superuser.query("checkpoint");

  const ours = await changer(database, "public.interventions", company);
  const bare = await changer(database, "bench.interventions", company);
  const rounds: Pair[] = [];
  for (let round = -1; round < ROUNDS; round++) {
    const times: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
    for (let change = 0; change < (round < 0 ? WARM_UP : CHANGES); change++) {
      const job = 1 + Math.floor(Math.random() * jobs);
      times.bare.push(await bare(job));
      times.ours.push(await ours(job));
    }
    if (round >= 0) rounds.push({ ours: median(times.ours), reference: median(times.bare) });
  }
  return rounds;
}

/** Closes a job, or opens it again when it was closed, on a connection of its own. */
async function changer(database: BenchDatabase, table: string, { open, closed }: Company) {
  const client = await database.connect();
  return (job: number) =>
    timed(() =>
      client.query({
        name: "change",
        text: `update ${table} set status_id = case status_id when $2 then $3 else $2 end where id = $1`,
        values: [job, closed, open],
      }),
    );
}

/** Years of bells, nearly all of them read. */
async function fillBells(owner: pg.Client, bellRows: number): Promise<void> {
  await owner.query(
    `insert into public.notifications (change_id, event_id, intervention_id, account_id, kind, audiences, created_at, read_at)
     select -1 - n / 4, -1 - n / 4, 1 + (n / 4) % (select count(*) from public.interventions), a.ids[1 + n % 4],
            'intervention.status_changed', '{admin}', now() - interval '100 days', case when n % 1000 > 0 then now() end
     from generate_series(0, $1::int - 1) n
     cross join (select array_agg(id) as ids from public.accounts) a`,
    [bellRows],
  );
  await owner.query("vacuum (analyze)");
}
