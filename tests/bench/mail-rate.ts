import { inTurn, type Measurement, type Pair, rowOf } from "./measurement.ts";
import { startProcess } from "./processes/child.ts";
import type { Cost } from "./processes/cost.ts";
import type { MailSenderSettings } from "./processes/mail-sender.ts";
import type { Sinks } from "./processes/sinks.ts";

const MESSAGES = 2_000;
const ROUNDS = 7;

/** P6: e-mails per second, worded, laid out and sent as the worker does. */
export const mailRate: Measurement = {
  id: "P6",
  async run() {
    const sinks = await startProcess<Sinks>("sinks.ts");
    const start = (which: MailSenderSettings["with"]) =>
      startProcess<null, number, Cost>("mail-sender.ts", {
        with: which,
        smtpUrl: sinks.ready.smtpUrl,
      } satisfies MailSenderSettings);
    const ours = await start("ours");
    const nodemailer = await start("nodemailer");
    try {
      const elapsed: Pair[] = [];
      const processor: Pair[] = [];
      for (let round = -1; round < ROUNDS; round++) {
        const costs = {
          ours: { milliseconds: 0, cpuMilliseconds: 0 },
          reference: { milliseconds: 0, cpuMilliseconds: 0 },
        };
        const pair = await inTurn(
          round,
          async () => {
            costs.ours = await ours.ask(MESSAGES);
            return rate(costs.ours.milliseconds);
          },
          async () => {
            costs.reference = await nodemailer.ask(MESSAGES);
            return rate(costs.reference.milliseconds);
          },
        );
        if (round < 0) continue;
        elapsed.push(pair);
        processor.push({ ours: rate(costs.ours.cpuMilliseconds), reference: rate(costs.reference.cpuMilliseconds) });
      }
      return [
        rowOf(elapsed, { what: "P6 e-mails/s · a bare nodemailer loop, pool of 20", unit: "/s", bar: { least: 0.85 } }),
        rowOf(processor, { what: "   beside it: per core", unit: "/CPU s" }),
      ];
    } finally {
      await Promise.all([ours.stop(), nodemailer.stop(), sinks.stop()]);
    }
  },
};

function rate(milliseconds: number): number {
  return MESSAGES / (milliseconds / 1000);
}
