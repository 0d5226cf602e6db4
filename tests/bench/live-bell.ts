import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SignJWT } from "jose";
import type pg from "pg";
import { withClient } from "#supabase/local/postgres.ts";
import { loadSecrets } from "#supabase/local/secrets.ts";
import { startProduct } from "../support/product.ts";
import { type Employee, hire } from "./company.ts";
import { type Measurement, percentile, type Row } from "./measurement.ts";
import type { BareRelaySettings } from "./processes/bare-relay.ts";
import { startProcess } from "./processes/child.ts";
import type { OpenBellsSettings, Ringing } from "./processes/open-bells.ts";
import { overReconnects } from "./reconnects.ts";

/** 1,000 open streams; nobody may have more than 20. */
const PEOPLE = 50;
const STREAMS_OF_EACH = 20;
const SAMPLES = 150;
const WARM_UP = 15;
const RECONNECTS = 100;
/** The system is idle again: the bell has looked a last time, 35 ms after its wake. */
const PAUSE_MS = 60;

/** P7: from a commit to the open bells, a thousand of them; and what they miss over reconnects. */
export const liveBell: Measurement = {
  id: "P7",
  async run() {
    const product = await startProduct();
    const { app_url, database_url } = product.running;
    const { jwt_secret } = await loadSecrets(join(product.dataDirectory, "secrets.json"));
    try {
      return await withClient(database_url, async (owner) => {
        const people: Employee[] = [];
        for (let n = 0; n < PEOPLE; n++) people.push(await hire(owner, `Tecnico${n}`, "Technician-Default"));
        const tokens = await Promise.all(people.map(({ accountId }) => bearer(accountId, jwt_secret)));
        const stream = `${app_url}/api/notifications/stream`;
        const times = await measure(owner, { databaseUrl: database_url, url: stream, people, tokens });
        const [first] = people;
        if (!first) throw new Error("There is nobody.");
        const jobs = await newJobs(owner, RECONNECTS * 3);
        const loss = await overReconnects({
          owner,
          url: stream,
          authorization: tokens[0] ?? "",
          listener: first,
          jobs,
          reconnects: RECONNECTS,
        });
        return [...lines(times), counted("missed", loss.missed), counted("doubled", loss.doubled)];
      });
    } finally {
      await product.remove();
    }
  },
};

type Setting = { databaseUrl: string; url: string; people: Employee[]; tokens: string[] };
type Times = { ours: number[]; reference: number[] };

async function measure(owner: pg.Client, { databaseUrl, url, people, tokens }: Setting): Promise<Times> {
  const row = await oneRow(owner, url, tokens[0] ?? "", people[0]);
  const relay = await startProcess<{ url: string }>("bare-relay.ts", { databaseUrl, row } satisfies BareRelaySettings);
  const bells = (at: string) =>
    startProcess<null, Ringing, number[]>("open-bells.ts", {
      databaseUrl,
      url: at,
      people: tokens,
      streamsOfEach: STREAMS_OF_EACH,
    } satisfies OpenBellsSettings);
  const [ours, reference] = [await bells(url), await bells(relay.ready.url)];
  try {
    await owner.query("create schema bench; create table bench.outbox (id bigint generated always as identity)");
    const jobs = await newJobs(owner, WARM_UP + SAMPLES);
    const times: Times = { ours: [], reference: [] };
    for (const [sample, job] of jobs.entries()) {
      const person = sample % PEOPLE;
      const assignment = "insert into public.intervention_technicians (intervention_id, contact_id) values ($1, $2)";
      const rung = await ours.ask({ statement: assignment, values: [job, people[person]?.contactId], person });
      await sleep(PAUSE_MS);
      const bare = "with told as (insert into bench.outbox default values) select pg_notify('bench_bell', $1)";
      const handedOver = await reference.ask({ statement: bare, values: [tokens[person]], person });
      await sleep(PAUSE_MS);
      if (sample < WARM_UP) continue;
      times.ours.push(...rung);
      times.reference.push(...handedOver);
    }
    return times;
  } finally {
    await Promise.all([ours.stop(), reference.stop(), relay.stop()]);
  }
}

/** What the relay says: a row as the product words it. */
async function oneRow(owner: pg.Client, stream: string, authorization: string, person: Employee | undefined) {
  const [job] = await newJobs(owner, 1);
  await owner.query("insert into public.intervention_technicians (intervention_id, contact_id) values ($1, $2)", [
    job,
    person?.contactId,
  ]);
  const answer = await fetch(new URL("/api/notifications", stream), { headers: { authorization } });
  const { items, unread_count } = await answer.json();
  return { ...items[0], unread_count };
}

/** Interventions that nobody works on yet. */
async function newJobs(owner: pg.Client, count: number): Promise<number[]> {
  const { rows } = await owner.query<{ id: string }>(
    "insert into public.interventions (title) select 'Caldaia in blocco, codice ' || n from generate_series(1, $1::int) n returning id",
    [count],
  );
  return rows.map(({ id }) => Number(id));
}

/** A token of Auth that belongs to no session, so that nobody has to sign in fifty times. */
async function bearer(accountId: string, secret: string): Promise<string> {
  const token = await new SignJWT({ role: "authenticated" })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setSubject(accountId)
    .setAudience("authenticated")
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode(secret));
  return `Bearer ${token}`;
}

function lines({ ours, reference }: Times): Row[] {
  return [50, 99].map((percent) => {
    const pair = { ours: percentile(ours, percent), reference: percentile(reference, percent) };
    const what = `P7 commit → 20 of 1,000 open bells, p${percent} · LISTEN + one event`;
    const row: Row = { what, unit: "ms", ...pair, ratio: pair.ours / pair.reference };
    return percent === 99 ? { ...row, bar: { most: 3 } } : row;
  });
}

/** Nothing to compare with: none may be lost, and none may come twice. */
function counted(what: "missed" | "doubled", rows: number): Row {
  return {
    what: `P7 rows ${what} over ${RECONNECTS} reconnects`,
    unit: "rows",
    ours: rows,
    reference: 0,
    ratio: rows,
    bar: { most: 0 },
  };
}
