import { workerEnv } from "../env.ts";
import { createLog } from "../log.ts";
import type { WorkerSettings } from "./worker.ts";

/** What the environment says about delivering. */
export function workerSettings(env = workerEnv()): WorkerSettings {
  return {
    databaseUrl: env.WORKER_DATABASE_URL,
    smtpUrl: env.SMTP_URL,
    appUrl: env.APP_URL,
    linkKeys: env.LINK_KEYS,
    push: {
      vapid: { subject: env.VAPID_SUBJECT, publicKey: env.VAPID_PUBLIC_KEY, privateKey: env.VAPID_PRIVATE_KEY },
      allowedHosts: env.PUSH_ALLOWED_HOSTS,
    },
    connections: env.WORKER_CONCURRENCY,
    poolSize: env.WORKER_POOL_SIZE,
    leaseSeconds: env.WORKER_LEASE_SECONDS,
    log: createLog("worker", env.LOG_LEVEL),
  };
}
