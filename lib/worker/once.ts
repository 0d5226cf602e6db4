import { workerSettings } from "./settings.ts";
import { assembleWorker } from "./worker.ts";

export type Run = { sent: number; failed: number; waiting: number };

/**
 * One drain and one tick for hosts without a worker process, through the same code. It ends when the queue is empty or
 * after `mostSeconds`, and what it had not begun is left to the next run.
 */
export async function drainOnce(mostSeconds = 50): Promise<Run> {
  const worker = assembleWorker(workerSettings());
  try {
    await worker.dueWork.run();
    worker.wake();
    const deadline = new Promise<void>((resolve) => setTimeout(resolve, mostSeconds * 1000).unref());
    await Promise.race([Promise.all(worker.drains.map((drain) => drain.untilIdle())), deadline]);
    await Promise.all(worker.drains.map((drain) => drain.stop()));
    const { waiting } = await worker.queue.waiting();
    const sum = (name: "sent" | "failed") => worker.drains.reduce((total, drain) => total + drain.counts[name], 0);
    return { sent: sum("sent"), failed: sum("failed"), waiting };
  } finally {
    await worker.close();
  }
}
