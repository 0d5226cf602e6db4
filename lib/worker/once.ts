import { importJobs } from "../db/import-jobs.ts";
import { Importer } from "./imports/importer.ts";
import { workerSettings } from "./settings.ts";
import { assembleWorker } from "./worker.ts";

export type Run = { sent: number; failed: number; waiting: number };

/** With this lease no mail and no push lasts longer than 15 s, so a run ends within the 60 s that its route may take. */
const mostLeaseSeconds = 30;

let running: Promise<Run> | undefined;

/**
 * One drain and one tick for hosts without a worker process, through the same code. It ends when the queue is empty or
 * after `mostSeconds` and what was being sent then; what it had not begun is left to the next run. There is one run at
 * a time in a process: who calls meanwhile gets the result of the one that runs.
 */
export function drainOnce(mostSeconds = 40): Promise<Run> {
  running ??= drain(mostSeconds).finally(() => {
    running = undefined;
  });
  return running;
}

async function drain(mostSeconds: number): Promise<Run> {
  const settings = workerSettings();
  const leaseSeconds = Math.min(settings.leaseSeconds ?? mostLeaseSeconds, mostLeaseSeconds);
  const worker = assembleWorker({ ...settings, leaseSeconds });
  const importer = new Importer(importJobs(worker.pool, leaseSeconds), settings.log);
  try {
    await worker.dueWork.run();
    worker.wake();
    importer.wake();
    const deadline = new Promise<void>((resolve) => setTimeout(resolve, mostSeconds * 1000).unref());
    await Promise.race([Promise.all([importer, ...worker.drains].map((part) => part.untilIdle())), deadline]);
    await Promise.all([importer, ...worker.drains].map((part) => part.stop()));
    const { waiting } = await worker.queue.waiting();
    const sum = (name: "sent" | "failed") => worker.drains.reduce((total, drain) => total + drain.counts[name], 0);
    return { sent: sum("sent"), failed: sum("failed"), waiting };
  } finally {
    await worker.close();
  }
}
