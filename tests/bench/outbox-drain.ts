import type pg from "pg";
import { deliveriesQueue } from "#lib/db/deliveries-queue.ts";
import { createPool } from "#lib/db/pool.ts";
import { type Channel, channels } from "#lib/domain/notifications/message.ts";
import { createLog } from "#lib/log.ts";
import { Drain } from "#lib/worker/drain.ts";
import type { BenchDatabase } from "./cluster.ts";
import { foundCompany } from "./company.ts";
import { copyTable } from "./copied-table.ts";
import { type Measurement, type Pair, rowOf, timed } from "./measurement.ts";

/** Nine deliveries each. */
const JOBS = 4_000;
const ROUNDS = 5;
const BATCH = 500;

/** P3: emptying the outbox into a sender that does nothing. */
export const outboxDrain: Measurement = {
  id: "P3",
  async run({ cluster }) {
    const database = await cluster.database();
    try {
      const rounds = await measure(database);
      const what = "P3 outbox drained, nothing sent · a bare delete … skip locked limit 500";
      return [rowOf(rounds, { what, unit: "/s", bar: { least: 0.5 } })];
    } finally {
      await database.drop();
    }
  },
};

async function measure(database: BenchDatabase): Promise<Pair[]> {
  const owner = await database.connect();
  const superuser = await database.connect("superuser");
  const company = await foundCompany(owner, JOBS);
  await copyTable(owner, "deliveries", "deliveries");
  const pool = createPool(database.url("app_worker"), { size: 6, name: "bench", onIdleError: () => {} });
  const bare = new Map<Channel, pg.Client>();
  for (const channel of channels) bare.set(channel, await database.connect());

  const rounds: Pair[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await owner.query("update public.interventions set status_id = $1", [
      round % 2 === 0 ? company.closed : company.open,
    ]);
    await owner.query(
      "insert into bench.deliveries overriding system value select * from public.deliveries where state = 'queued' order by id",
    );
    const { rows } = await owner.query<{ count: string }>("select count(*) from bench.deliveries");
    const perSecond = (milliseconds: number) => Number(rows[0]?.count) / (milliseconds / 1000);
    await owner.query("vacuum (analyze)");
    await superuser.query("checkpoint");
    const reference = perSecond(await timed(() => Promise.all([...bare].map(deleteAll))));
    await superuser.query("checkpoint");
    const ours = perSecond(await timed(() => drainAll(pool)));
    rounds.push({ ours, reference });
  }
  await pool.end();
  return rounds;
}

/** As the worker does: both channels at once. */
async function drainAll(pool: pg.Pool): Promise<void> {
  const queue = deliveriesQueue(pool);
  const log = createLog("bench", "error");
  const send = async () => ({ result: "sent", response: "250 OK" }) as const;
  const drains = [
    new Drain({ queue, log, send, channel: "email", concurrency: 40, batch: BATCH }),
    new Drain({ queue, log, send, channel: "push", concurrency: 80, batch: BATCH }),
  ];
  for (const drain of drains) drain.wake();
  await Promise.all(drains.map((drain) => drain.untilIdle()));
  await Promise.all(drains.map((drain) => drain.stop()));
}

async function deleteAll([channel, client]: [Channel, pg.Client]): Promise<void> {
  for (;;) {
    const { rows } = await client.query({
      name: "delete_batch",
      text: `delete from bench.deliveries where id in (
               select id from bench.deliveries
               where state = 'queued' and channel = $1::public.channel and next_attempt_at <= now()
               order by channel, is_urgent desc, next_attempt_at
               limit $2 for update skip locked)
             returning *`,
      values: [channel, BATCH],
    });
    if (rows.length === 0) return;
  }
}
