import { Agent, request as httpsRequest } from "node:https";
import { createTransport } from "nodemailer";
import pg from "pg";
import webPush from "web-push";
import { claimedMail } from "../claimed-mail.ts";
import { preparedMail, preparedPush } from "../prepared-messages.ts";
import type { Subscription } from "../subscription.ts";
import { given, serve } from "./child.ts";

export type RelaySettings = { databaseUrl: string; smtpUrl: string; subscription: Subscription };

// The least that could hand a commit over: LISTEN, and one bare send of a prepared message for each NOTIFY.
const { databaseUrl, smtpUrl, subscription } = await given<RelaySettings>();
const listener = new pg.Client({ connectionString: databaseUrl });
listener.on("notification", ({ channel }) => (channel === "bench_email" ? sendMail() : sendPush()));
listener.on("error", () => {}); // the database is dropped

const pool = createTransport({ pool: true, url: smtpUrl, maxConnections: 20 });
const mail = preparedMail(claimedMail(0));
function sendMail(): void {
  pool.sendMail(mail).catch(fail);
}

const agent = new Agent({ keepAlive: true });
const keys = webPush.generateVAPIDKeys();
const { Authorization } = webPush.getVapidHeaders(
  new URL(subscription.endpoint).origin,
  "mailto:office@example.it",
  keys.publicKey,
  keys.privateKey,
  "aes128gcm",
);
function sendPush(): void {
  const body = webPush.encrypt(subscription.p256dh, subscription.auth, preparedPush, "aes128gcm").cipherText;
  const headers = { Authorization, TTL: 86_400, "Content-Encoding": "aes128gcm", "Content-Length": body.length };
  const request = httpsRequest(subscription.endpoint, { method: "POST", agent, headers }, (answer) => answer.resume());
  request.on("error", fail);
  request.end(body);
}

function fail(error: Error): never {
  throw error;
}

await listener.connect();
await listener.query("listen bench_email; listen bench_push");
serve(null, async () => null);
