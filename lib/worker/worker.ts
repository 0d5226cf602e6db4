import { setTimeout as wait } from "node:timers/promises";
import { type ClaimedDelivery, deliveriesQueue } from "../db/deliveries-queue.ts";
import { deliveryReports } from "../db/delivery-reports.ts";
import { dueWork } from "../db/due-work.ts";
import type { PoolOptions } from "../db/pool.ts";
import { createPool } from "../db/pool.ts";
import { listen } from "../db/wake-up.ts";
import { createMailTransport } from "../delivery/mail-transport.ts";
import { createPushTransport, type PushTransportSettings } from "../delivery/push-transport.ts";
import type { Organization } from "../domain/notifications/message.ts";
import type { DeliveryOutcome } from "../domain/notifications/outcome.ts";
import type { Log } from "../log.ts";
import { Drain } from "./drain.ts";
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
const REFRESH_MS = 10_000;
const REPORT_MS = 5_000;

/** Everything that delivers, not yet told to work. Any number of workers may run against one database. */
export function assembleWorker(settings: WorkerSettings) {
  const { log, connections = 20, leaseSeconds = 60 } = settings;
  const pool = createPool(settings.databaseUrl, poolOptions(log, settings.poolSize));
  const queue = deliveriesQueue(pool);
  const mail = createMailTransport({ smtpUrl: settings.smtpUrl, connections, timeoutMs: timeoutWithin(leaseSeconds) });
  const push = createPushTransport({ connections, ...settings.push });
  const organization = keepFresh(() => queue.sender());
  const shared = { queue, log, leaseSeconds };
  const tally = new Tally();
  const reports = deliveryReports(pool);
  const mailServer = new URL(settings.smtpUrl).hostname;
  const drains = [
    new Drain({
      ...shared,
      channel: "email",
      concurrency: connections * 2,
      send: withOrganization(organization.get, (delivery, company) => sendMail(delivery, company, mail, settings)),
      onOutcome: (delivery, outcome) => tally.note(mailServer, "email", delivery, outcome),
    }),
    new Drain({
      ...shared,
      channel: "push",
      concurrency: connections * 4,
      send: withOrganization(organization.get, (delivery, company) => sendPush(delivery, company, push)),
      onOutcome: (delivery, outcome) => tally.note(hostOf(delivery), "push", delivery, outcome),
    }),
  ];
  return {
    drains,
    queue,
    dueWork: dueWork(pool),
    report,
    wake: () => {
      for (const drain of drains) drain.wake();
    },
    async close() {
      await Promise.all(drains.map((drain) => drain.stop()));
      organization.stop();
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
  const ticking = startTicking(worker.dueWork, settings.log);
  let looks: NodeJS.Timeout[] = [];
  const wake = () => {
    worker.wake();
    for (const look of looks) clearTimeout(look);
    looks = LOOK_AGAIN_MS.map((delay) => setTimeout(worker.wake, delay));
  };
  const wakeUp = listen({
    connectionString: settings.databaseUrl,
    channels: ["campanella"],
    onNotification: wake,
    onListening: wake,
    onError: (error) => settings.log.warn("listen.lost", { error }),
  });
  const poll = setInterval(worker.wake, POLL_MS);
  const reporting = setInterval(() => void worker.report(), settings.reportMs ?? REPORT_MS);
  return {
    async stop() {
      clearInterval(poll);
      clearInterval(reporting);
      for (const look of looks) clearTimeout(look);
      await wakeUp.close();
      await ticking.stop();
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

type Send = (delivery: ClaimedDelivery, organization: Organization) => Promise<DeliveryOutcome>;

function withOrganization(get: () => Promise<Organization>, send: Send) {
  return async (delivery: ClaimedDelivery): Promise<DeliveryOutcome> => {
    let organization: Organization;
    try {
      organization = await get();
    } catch (error) {
      return {
        result: "retry",
        error: `organization: ${(error as Error).message}`,
        response: null,
        retryAfterSeconds: null,
      };
    }
    return send(delivery, organization);
  };
}

/** A hanging mail server must not hold a delivery for longer than its lease. */
function timeoutWithin(leaseSeconds: number): number {
  return Math.min(30_000, leaseSeconds * 500);
}

/** The organization hardly ever changes; it is read again every ten seconds, off the path of a message. */
function keepFresh(read: () => Promise<Organization>) {
  let known: Promise<Organization> | undefined;
  const timer = setInterval(() => {
    if (!known) return;
    const previous = known;
    known = read().catch(() => previous);
  }, REFRESH_MS);
  timer.unref();
  return {
    stop: () => clearInterval(timer),
    get(): Promise<Organization> {
      known ??= read().catch((error) => {
        known = undefined;
        throw error;
      });
      return known;
    },
  };
}
