import { randomBytes } from "node:crypto";
import webPush from "web-push";
import { createLog } from "#lib/log.ts";
import type { WorkerSettings } from "#lib/worker/worker.ts";
import { type PushService, startPushService } from "./push-service.ts";
import { startSmtpServer, type TestSmtpServer } from "./smtp-server.ts";
import type { World } from "./world.ts";

export const APP_URL = "https://app.example";

/** A mail server, a push service, and all that a worker must know to use them. */
export type PostOffice = {
  smtp: TestSmtpServer;
  push: PushService;
  vapid: { subject: string; publicKey: string; privateKey: string };
  linkKeys: { id: string; secret: Buffer }[];
  /** What the workers of this office logged, one object a line. */
  log: string[];
  settings(world: World, more?: Partial<WorkerSettings>): WorkerSettings;
  /** The same for a worker in a process of its own. */
  environment(world: World): Record<string, string>;
  close(): Promise<void>;
};

export async function openPostOffice(): Promise<PostOffice> {
  const [smtp, push] = await Promise.all([startSmtpServer(), startPushService()]);
  const vapid = { subject: "mailto:it@example.it", ...webPush.generateVAPIDKeys() };
  const linkKeys = [{ id: "k1", secret: randomBytes(32) }];
  const log: string[] = [];
  return {
    smtp,
    push,
    vapid,
    linkKeys,
    log,
    settings: (world, more = {}) => ({
      databaseUrl: world.database.url("app_worker"),
      smtpUrl: smtp.url,
      appUrl: APP_URL,
      linkKeys,
      push: { vapid, allowedHosts: [push.host], tls: { ca: push.ca } },
      log: createLog("worker", "info", (line) => log.push(line)),
      ...more,
    }),
    environment: (world) => ({
      APP_URL,
      WORKER_DATABASE_URL: world.database.url("app_worker"),
      SMTP_URL: smtp.url,
      VAPID_PUBLIC_KEY: vapid.publicKey,
      VAPID_PRIVATE_KEY: vapid.privateKey,
      VAPID_SUBJECT: vapid.subject,
      PUSH_ALLOWED_HOSTS: push.host,
      NODE_EXTRA_CA_CERTS: push.caFile,
      LINK_KEYS: linkKeys.map(({ id, secret }) => `${id}:${secret.toString("base64url")}`).join(","),
    }),
    async close() {
      await Promise.all([smtp.close(), push.close()]);
    },
  };
}
