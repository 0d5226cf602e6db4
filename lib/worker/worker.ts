import { setTimeout as wait } from "node:timers/promises";
import { type ClaimedDelivery, deliveriesQueue } from "../db/deliveries-queue.ts";
import { deliveryReports } from "../db/delivery-reports.ts";
import { dueWork } from "../db/due-work.ts";
import type { PoolOptions } from "../db/pool.ts";
import { createPool } from "../db/pool.ts";
import { listen } from "../db/wake-up.ts";
import { createMailTransport } from "../delivery/mail-transport.ts";
import { createPushTransport, type PushTransportSettings } from "../delivery/push-transport.ts";
import type { DeliveryOutcome } from "../domain/notifications/outcome.ts";
import type { Log } from "../log.ts";
import { type Company, keptCompany } from "./company.ts";
import { Drain } from "./drain.ts";
import { ImportThread } from "./imports/import-thread.ts";
import { type MailSettings, sendMail } from "./send-mail.ts";
import { sendPush } from "./send-push.ts";
import { Tally } from "./tally.ts";
import { startTicking } from "./tick.ts";

export type WorkerSettings = MailSettings & {
  databaseUrl: string;
  smtpUrl: string;
  push: PushTransportSettings;
  log: Log;
  /** Connections to the mail server, and to each push service. */
  connections?: number;
  /** Connections to the database, beside the one that listens. */
  poolSize?: number;
  leaseSeconds?: number;
  /** How often it says how the services are. */
  reportMs?: number;
};

/** Commits that were not announced become visible within milliseconds of one that was. */
const LOOK_AGAIN_MS = [10, 35];
const POLL_MS = 1_000;
const REPORT_MS = 5_000;

/** Everything that delivers, not yet told to work. Any number of workers may run against one database. */
export function assembleWorker(settings: WorkerSettings) {
  const { log, connections = 20, leaseSeconds = 60 } = settings;
  const pool = createPool(settings.databaseUrl, poolOptions(log, settings.poolSize));
  const queue = deliveriesQueue(pool);
  const mail = createMailTransport({ smtpUrl: settings.smtpUrl, connections, timeoutMs: timeoutWithin(leaseSeconds) });
  const push = createPushTransport({ connections, ...settings.push });
  const company = keptCompany(queue, log);
  const shared = { queue, log, leaseSeconds };
  const tally = new Tally();
  const reports = deliveryReports(pool);
  const mailServer = new URL(settings.smtpUrl).hostname;
  const drains = [
    new Drain({
      ...shared,
      channel: "email",
      concurrency: connections * 2,
      send: withCompany(company.get, (delivery, known) => sendMail(delivery, known, mail, settings)),
      onOutcome: (delivery, outcome) => tally.note(mailServer, "email", delivery, outcome),
    }),
    new Drain({
      ...shared,
      channel: "push",
      concurrency: connections * 4,
      send: withCompany(company.get, (delivery, known) => sendPush(delivery, known, push)),
      onOutcome: (delivery, outcome) => tally.note(hostOf(delivery), "push", delivery, outcome),
    }),
  ];
  return {
    drains,
    pool,
    queue,
    dueWork: dueWork(pool),
    report,
    company,
    wake: () => {
      for (const drain of drains) drain.wake();
    },
    async close() {
      await Promise.all(drains.map((drain) => drain.stop()));
      company.stop();
      await report();
      // What is still under way now is another worker's when its lease ends.
      await Promise.race([Promise.all([mail.close(), push.close()]), wait(1_000, undefined, { ref: false })]);
      await pool.end();
    },
  };

  /** Says what the attempts came to. Where the database is away, it is said next time. */
  async function report(): Promise<void> {
    const taken = tally.take();
    if (!taken) return;
    await reports.report(taken).catch((error) => {
      tally.putBack(taken);
      log.warn("report.failed", { error });
    });
  }
}

function hostOf({ endpoint }: ClaimedDelivery): string {
  return endpoint === null ? "" : new URL(endpoint).hostname;
}

/** Works until it is stopped: on every NOTIFY, shortly after each, and every second. */
export function startWorker(settings: WorkerSettings): { stop(): Promise<void> } {
  const worker = assembleWorker(settings);
  const { databaseUrl, leaseSeconds = 60 } = settings;
  const imports = new ImportThread({ databaseUrl, leaseSeconds }, settings.log);
  const ticking = startTicking(worker.dueWork, settings.log);
  let looks: NodeJS.Timeout[] = [];
  const wake = () => {
    worker.wake();
    imports.wake();
    for (const look of looks) clearTimeout(look);
    looks = LOOK_AGAIN_MS.map((delay) => setTimeout(worker.wake, delay));
  };
  const wakeUp = listen({
    connectionString: settings.databaseUrl,
    channels: ["campanella", "campanella_company"],
    onNotification: (channel) => (channel === "campanella" ? wake() : worker.company.readAgain()),
    onListening: () => {
      worker.company.readAgain();
      wake();
    },
    onError: (error) => settings.log.warn("listen.lost", { error }),
  });
  const poll = setInterval(() => {
    worker.wake();
    imports.wake();
  }, POLL_MS);
  const reporting = setInterval(() => void worker.report(), settings.reportMs ?? REPORT_MS);
  return {
    async stop() {
      clearInterval(poll);
      clearInterval(reporting);
      for (const look of looks) clearTimeout(look);
      await wakeUp.close();
      await Promise.all([imports.stop(), ticking.stop()]);
      await worker.close();
    },
  };
}

function poolOptions(log: Log, size = 6): PoolOptions {
  return {
    size,
    queryTimeoutMs: 60_000,
    name: "campanella worker",
    onIdleError: (error) => log.warn("database.connection_lost", { error }),
  };
}

type Send = (delivery: ClaimedDelivery, company: Company) => Promise<DeliveryOutcome>;

function withCompany(get: () => Promise<Company>, send: Send) {
  return async (delivery: ClaimedDelivery): Promise<DeliveryOutcome> => {
    let company: Company;
    try {
      company = await get();
    } catch (error) {
      return {
        result: "retry",
        error: `company: ${(error as Error).message}`,
        response: null,
        retryAfterSeconds: null,
      };
    }
    return send(delivery, company);
  };
}

/** A hanging mail server must not hold a delivery for longer than its lease. */
function timeoutWithin(leaseSeconds: number): number {
  return Math.min(30_000, leaseSeconds * 500);
}
