import { inTurn, type Measurement, type Pair, rowOf } from "./measurement.ts";
import { startProcess } from "./processes/child.ts";
import type { Cost } from "./processes/cost.ts";
import type { PushSenderSettings } from "./processes/push-sender.ts";
import type { Sinks } from "./processes/sinks.ts";
import { selfMadeSubscription } from "./subscription.ts";

const DEVICES = 500;
const MESSAGES = 3_000;
const ROUNDS = 7;

/** P5: pushes per second of processor time of the process that sends them. */
export const pushRate: Measurement = {
  id: "P5",
  async run() {
    const sinks = await startProcess<Sinks>("sinks.ts");
    const subscriptions = Array.from({ length: DEVICES }, () => selfMadeSubscription(sinks.ready.pushOrigin));
    const start = (which: PushSenderSettings["with"]) =>
      startProcess<null, number, Cost>(
        "push-sender.ts",
        { with: which, host: new URL(sinks.ready.pushOrigin).host, subscriptions } satisfies PushSenderSettings,
        { NODE_EXTRA_CA_CERTS: sinks.ready.caFile },
      );
    const ours = await start("ours");
    const webPush = await start("web-push");
    const rate = async (sender: typeof ours) => {
      const { cpuMilliseconds } = await sender.ask(MESSAGES);
      return MESSAGES / (cpuMilliseconds / 1000);
    };
    try {
      const rounds: Pair[] = [];
      for (let round = -1; round < ROUNDS; round++) {
        const pair = await inTurn(
          round,
          () => rate(ours),
          () => rate(webPush),
        );
        if (round >= 0) rounds.push(pair);
      }
      return [rowOf(rounds, { what: "P5 pushes per core · web-push as shipped", unit: "/CPU s", bar: { least: 2 } })];
    } finally {
      await Promise.all([ours.stop(), webPush.stop(), sinks.stop()]);
    }
  },
};
