import type { CallerTransaction } from "#lib/db/caller.ts";
import { asCaller } from "#lib/db/caller.ts";
import { listInterventions } from "#lib/db/intervention-list.ts";
import { readBell, unreadCount } from "#lib/db/notifications.ts";
import { createDatabase, createPool, type Database } from "#lib/db/pool.ts";
import { interventionQuery } from "#lib/domain/interventions/intervention-query.ts";
import type { BenchDatabase } from "./cluster.ts";
import type { Employee } from "./company.ts";
import { type History, writeHistory } from "./history.ts";
import { inTurn, type Measurement, median, type Pair, type Row, rowOf, timed } from "./measurement.ts";

const ROUNDS = 7;
const READS = 60;
const PAGE = 50;
const BAR = { most: 1.3 };

type Reading = (transaction: CallerTransaction, person: Employee) => Promise<unknown>;
type Screen = { what: string; who: keyof History; read: Reading };

const screens: Screen[] = [
  {
    what: "bell",
    who: "technician",
    read: (transaction, { accountId }) => readBell(transaction, accountId, { limit: PAGE, unread: false }),
  },
  {
    what: "unread count",
    who: "technician",
    read: (transaction, { accountId }) => unreadCount(transaction, accountId),
  },
  { what: "technician's open list", who: "technician", read: list("is_open=true&sort=starts_at", false) },
  { what: "administrator's open list", who: "administrator", read: list("is_open=true&sort=starts_at", true) },
  { what: "administrator's whole list", who: "administrator", read: list("sort=-starts_at", true) },
];

/** P8: what a long history adds to what people look at all day. */
export const longHistory: Measurement = {
  id: "P8",
  async run({ cluster, isFull }) {
    const [jobs, bellRows] = isFull ? [1_000_000, 5_000_000] : [50_000, 250_000];
    const [long, short] = [await cluster.database(), await cluster.database()];
    const [ours, reference] = [await readerOf(long, jobs, bellRows), await readerOf(short, 1_000, 5_000)];
    try {
      const rows: Row[] = [];
      for (const screen of screens) {
        const rounds: Pair[] = [];
        for (let round = -1; round < ROUNDS; round++) {
          const pair = await inTurn(
            round,
            () => ours.time(screen),
            () => reference.time(screen),
          );
          if (round >= 0) rounds.push(pair);
        }
        const what = `P8 ${screen.what} at ${jobs.toLocaleString("en")} interventions · at 1,000`;
        rows.push(rowOf(rounds, { what, unit: "ms", bar: BAR }));
      }
      return rows;
    } finally {
      await Promise.all([ours.end(), reference.end()]);
      await Promise.all([long.drop(), short.drop()]);
    }
  },
};

async function readerOf(database: BenchDatabase, jobs: number, bellRows: number) {
  const people = await writeHistory(database, jobs, bellRows);
  const pool = createPool(database.url("app_web"), { size: 1, onIdleError: () => {} });
  const web = createDatabase(pool);
  return {
    time: async ({ who, read }: Screen) => {
      const times: number[] = [];
      for (let count = 0; count < READS; count++) times.push(await timed(() => as(web, people[who], read)));
      return median(times);
    },
    end: () => pool.end(),
  };
}

function as(web: Database, person: Employee, read: Reading): Promise<unknown> {
  return asCaller(web, { role: "authenticated", sub: person.accountId }, (transaction) => read(transaction, person));
}

function list(query: string, isAdmin: boolean): Reading {
  const parsed = interventionQuery.parse({ ...Object.fromEntries(new URLSearchParams(query)), limit: String(PAGE) });
  return (transaction, { contactId }) => listInterventions(transaction, parsed, { contactId, isAdmin, language: "en" });
}
