import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import webPush from "web-push";
import { processEnvironment } from "#lib/env.ts";
import { Children } from "#supabase/local/children.ts";
import { waitUntil } from "#tests/support/wait-until.ts";
import type { BenchDatabase } from "./cluster.ts";
import { foundCompany } from "./company.ts";
import { startMailSink } from "./mail-sink.ts";
import { type Measurement, percentile, type Row } from "./measurement.ts";
import { startProcess } from "./processes/child.ts";
import type { RelaySettings } from "./processes/relay.ts";
import { startPushSink } from "./push-sink.ts";
import { selfMadeSubscription } from "./subscription.ts";

const SAMPLES = 300;
const WARM_UP = 30;
const BAR = { most: 2 };
/** The system is idle again: the worker has looked a last time, 35 ms after its wake. */
const PAUSE_MS = 60;

type Channel = "email" | "push";
type Times = Record<Channel, { ours: number[]; reference: number[] }>;

/** P4: from a commit to the message's arrival, when nothing else is going on. */
export const latency: Measurement = {
  id: "P4",
  async run({ cluster }) {
    const database = await cluster.database();
    const folder = await mkdtemp(join(tmpdir(), "campanella-bench-"));
    const arrivals = { email: new Arrival(), push: new Arrival() };
    const mail = await startMailSink(() => arrivals.email.happened());
    const push = await startPushSink(() => arrivals.push.happened());
    const children = new Children();
    try {
      const subscription = selfMadeSubscription(push.origin);
      const owner = await database.connect();
      const statuses = await foundTellingOne(owner, subscription);
      const worker = children.start({
        name: "worker",
        command: process.execPath,
        args: [join(import.meta.dirname, "../../lib/worker/index.ts")],
        logFile: join(folder, "worker.log"),
        env: workerEnvironment(database, mail.url, push),
      });
      await waitUntil(
        () => hasBeaten(owner),
        10_000,
        () => "the worker has not started",
      );
      const relay = await startProcess<null>(
        "relay.ts",
        { databaseUrl: database.url("postgres"), smtpUrl: mail.url, subscription } satisfies RelaySettings,
        { NODE_EXTRA_CA_CERTS: push.caFile },
      );
      const times = await measure(owner, statuses, arrivals);
      await Promise.all([worker.stop(), relay.stop()]);
      return [
        ...lines(times.email, "P4 commit → mail server has it", "LISTEN + one nodemailer send"),
        ...lines(times.push, "P4 commit → push service has it", "LISTEN + one web-push send"),
      ];
    } finally {
      await Promise.all(children.live.map((child) => child.stop()));
      await Promise.all([mail.close(), push.close()]);
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** What the relay is told by, and two statuses: of one only the customer gets a mail, of the other only the technician a push. */
async function foundTellingOne(owner: pg.Client, subscription: ReturnType<typeof selfMadeSubscription>) {
  const endpoints = [subscription, ...Array.from({ length: 3 }, () => selfMadeSubscription())];
  await foundCompany(owner, 2 * (SAMPLES + WARM_UP), { subscription: () => endpoints.pop() ?? selfMadeSubscription() });
  await owner.query("create schema bench");
  await owner.query("create table bench.outbox (id bigint generated always as identity primary key)");
  return {
    email: await statusTelling(owner, "customer", "email"),
    push: await statusTelling(owner, "technician", "push"),
  };
}

async function statusTelling(owner: pg.Client, audience: string, channel: Channel): Promise<number> {
  const { rows } = await owner.query<{ status_id: string }>(
    `with status as (
       insert into public.intervention_statuses (names, kind) values (jsonb_build_object('it', $1::text, 'en', $1), 'open') returning id
     )
     insert into public.notification_rules (status_id, audience, channel)
     select id, $1, $2::public.channel from status returning status_id`,
    [audience, channel],
  );
  return Number(rows[0]?.status_id);
}

async function measure(owner: pg.Client, statuses: Record<Channel, number>, arrivals: Record<Channel, Arrival>) {
  const times: Times = { email: { ours: [], reference: [] }, push: { ours: [], reference: [] } };
  let job = 0;
  for (let sample = -WARM_UP; sample < SAMPLES; sample++) {
    for (const channel of ["email", "push"] as const) {
      job++;
      const change = `update public.interventions set status_id = ${statuses[channel]} where id = ${job}`;
      const ours = await arrivals[channel].after(() => owner.query(change));
      await sleep(PAUSE_MS);
      const handOver = `insert into bench.outbox default values; notify bench_${channel}`;
      const reference = await arrivals[channel].after(() => owner.query(handOver));
      await sleep(PAUSE_MS);
      if (sample < 0) continue;
      times[channel].ours.push(ours);
      times[channel].reference.push(reference);
    }
  }
  return times;
}

function lines({ ours, reference }: Times[Channel], what: string, than: string): Row[] {
  return [50, 99].map((percent) => {
    const pair = { ours: percentile(ours, percent), reference: percentile(reference, percent) };
    return { what: `${what}, p${percent} · ${than}`, unit: "ms", ...pair, ratio: pair.ours / pair.reference, bar: BAR };
  });
}

function workerEnvironment(database: BenchDatabase, smtpUrl: string, push: { host: string; caFile: string }) {
  const vapid = webPush.generateVAPIDKeys();
  return processEnvironment({
    APP_URL: "https://service.example",
    WORKER_DATABASE_URL: database.url("app_worker"),
    SMTP_URL: smtpUrl,
    VAPID_PUBLIC_KEY: vapid.publicKey,
    VAPID_PRIVATE_KEY: vapid.privateKey,
    VAPID_SUBJECT: "mailto:office@example.it",
    PUSH_ALLOWED_HOSTS: push.host,
    NODE_EXTRA_CA_CERTS: push.caFile,
    LINK_KEYS: `k1:${randomBytes(32).toString("base64url")}`,
  });
}

async function hasBeaten(owner: pg.Client): Promise<boolean> {
  const { rowCount } = await owner.query("select from private.workers");
  return rowCount === 1;
}

/** When the next message arrives. */
class Arrival {
  #resolve: ((at: number) => void) | undefined;

  happened(): void {
    this.#resolve?.(performance.now());
  }

  /** Milliseconds between a commit's return and the arrival. */
  async after(commit: () => Promise<unknown>): Promise<number> {
    let patience: NodeJS.Timeout | undefined;
    const arrived = new Promise<number>((resolve, reject) => {
      this.#resolve = resolve;
      patience = setTimeout(() => reject(new Error("A message did not arrive within 10 s.")), 10_000);
    });
    await commit();
    const committed = performance.now();
    try {
      return (await arrived) - committed;
    } finally {
      clearTimeout(patience);
    }
  }
}
