import { setTimeout as sleep } from "node:timers/promises";
import type { BenchDatabase } from "./cluster.ts";
import { type Company, foundCompany } from "./company.ts";
import { inTurn, type Measurement, type Pair, rowOf } from "./measurement.ts";

const WRITERS = 32;
const JOBS_EACH = 50;
const ROUNDS = 5;
const SECONDS = 4;

/** P2: what waking the listeners costs 32 people who save at once. */
export const concurrentWriters: Measurement = {
  id: "P2",
  async run({ cluster }) {
    const telling = await cluster.database();
    const founder = await telling.connect();
    const company = await foundCompany(founder, WRITERS * JOBS_EACH);
    await founder.end();
    const silent = await cluster.database(telling.name);
    try {
      const owner = await silent.connect();
      await owner.query("create or replace function private.wake() returns void language plpgsql as 'begin end'");
      const rounds = await measure(telling, silent, company);
      const what = "P2 commits/s of 32 writers · without any NOTIFY";
      return [rowOf(rounds, { what, unit: "/s", bar: { least: 0.92 } })];
    } finally {
      await silent.drop();
      await telling.drop();
    }
  },
};

async function measure(telling: BenchDatabase, silent: BenchDatabase, company: Company): Promise<Pair[]> {
  for (const database of [telling, silent]) {
    const listener = await database.connect("app_worker");
    await listener.query("listen campanella");
  }
  const write = { ours: await writers(telling, company), reference: await writers(silent, company) };
  await write.ours(1);
  await write.reference(1);
  const rounds: Pair[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push(
      await inTurn(
        round,
        () => write.ours(SECONDS),
        () => write.reference(SECONDS),
      ),
    );
    await sleep(500);
  }
  return rounds;
}

/** Returns what lets 32 connections write side by side, each to jobs of its own, and says how many commits a second. */
async function writers(database: BenchDatabase, { open, closed }: Company) {
  const clients = await Promise.all(Array.from({ length: WRITERS }, () => database.connect()));

  return async (seconds: number): Promise<number> => {
    const start = performance.now();
    const end = start + seconds * 1000;
    const commits = await Promise.all(
      clients.map(async (client, writer) => {
        let count = 0;
        while (performance.now() < end) {
          await client.query({
            name: "change",
            text: "update public.interventions set status_id = case status_id when $2 then $3 else $2 end where id = $1",
            values: [1 + writer * JOBS_EACH + (count % JOBS_EACH), closed, open],
          });
          count++;
        }
        return count;
      }),
    );
    return commits.reduce((sum, count) => sum + count, 0) / ((performance.now() - start) / 1000);
  };
}
