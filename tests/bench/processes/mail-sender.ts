import { randomBytes } from "node:crypto";
import { createTransport } from "nodemailer";
import { createMailTransport } from "#lib/delivery/mail-transport.ts";
import { sendMail } from "#lib/worker/send-mail.ts";
import { claimedMail } from "../claimed-mail.ts";
import { appUrl, company, preparedMail } from "../prepared-messages.ts";
import { given, serve } from "./child.ts";
import { type Cost, costOf } from "./cost.ts";

export type MailSenderSettings = { with: "ours" | "nodemailer"; smtpUrl: string };

/** As the worker has it: 20 connections, and twice as many messages at once. */
const CONNECTIONS = 20;
const AT_ONCE = CONNECTIONS * 2;

const settings = await given<MailSenderSettings>();
const send = settings.with === "ours" ? withOurs() : withNodemailer();
serve(null, (count: number): Promise<Cost> => costOf(count, AT_ONCE, send));

function withOurs() {
  const transport = createMailTransport({ smtpUrl: settings.smtpUrl, connections: CONNECTIONS });
  const links = { appUrl, linkKeys: [{ id: "k1", secret: randomBytes(32) }] };
  return async (index: number) => {
    const outcome = await sendMail(claimedMail(index), company, transport, links);
    if (outcome.result !== "sent") throw new Error(`not sent: ${JSON.stringify(outcome)}`);
  };
}

/** Five mails that are ready: what the five people told of one change get. */
function withNodemailer() {
  const pool = createTransport({ pool: true, url: settings.smtpUrl, maxConnections: CONNECTIONS });
  const mails = Array.from({ length: 5 }, (_, index) => preparedMail(claimedMail(index)));
  return async (index: number) => {
    await pool.sendMail(mails[index % mails.length] ?? {});
  };
}
