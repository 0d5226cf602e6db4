import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { DueWorkQueries } from "../db/due-work.ts";
import type { Log } from "../log.ts";

const MINUTE_MS = 60_000;
const BEAT_MS = 15_000;

/** The heartbeat, and the minute's due work: whichever worker comes first in a minute does it. */
export function startTicking(queries: DueWorkQueries, log: Log): { stop(): Promise<void> } {
  const worker = { id: randomUUID(), host: hostname(), processId: process.pid };
  const complain = (event: string) => (error: unknown) => log.error(event, { error });
  const beat = () => queries.beat(worker).catch(complain("beat.failed"));
  const tick = () =>
    queries
      .run()
      .then((done) => done && log.debug("minute.done", done))
      .catch(complain("minute.failed"));
  void beat();
  void tick();
  const timers = [setInterval(beat, BEAT_MS), setInterval(tick, MINUTE_MS)];
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await queries.leave(worker).catch(complain("leave.failed"));
    },
  };
}
