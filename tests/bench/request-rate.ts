import { startProduct } from "../support/product.ts";
import { startEmptyApp } from "./empty-app.ts";
import { inTurn, type Measurement, type Pair, rowOf } from "./measurement.ts";
import { startProcess } from "./processes/child.ts";
import type { Asked } from "./processes/visitors.ts";
import { demoTechnician, signIn } from "./visitor.ts";

const ROUNDS = 5;
const MILLISECONDS = 1_500;
const PATHS = ["/api/notifications", "/api/interventions"];

/** P9: requests a second that one web process answers to a signed-in technician, 32 at a time. */
export const requestRate: Measurement = {
  id: "P9",
  async run() {
    const [empty, product] = [await startEmptyApp(), await startProduct()];
    const visitors = await startProcess<null, Asked, number>("visitors.ts");
    try {
      const url = product.running.app_url ?? "";
      const cookie = await signIn(url, demoTechnician(product.running));
      const rows = [];
      for (const path of PATHS) {
        const ours = () => visitors.ask({ url: `${url}${path}`, cookie, milliseconds: MILLISECONDS });
        const constant = () => visitors.ask({ url: `${empty.url}/constant`, cookie, milliseconds: MILLISECONDS });
        const rounds: Pair[] = [];
        for (let round = -1; round < ROUNDS; round++) {
          const pair = await inTurn(round, ours, constant);
          if (round >= 0) rounds.push(pair);
        }
        rows.push(rowOf(rounds, { what: `P9 GET ${path} · constant`, unit: "/s", bar: { least: 0.6 } }));
      }
      return rows;
    } finally {
      await Promise.all([visitors.stop(), product.remove(), empty.stop()]);
    }
  },
};
