import { orExit, workerEnv } from "../env.ts";
import { workerSettings } from "./settings.ts";
import { startWorker } from "./worker.ts";

// The second process: delivers what the database has queued. Start as many as you like.
orExit(workerEnv);
const settings = workerSettings();
const worker = startWorker(settings);
settings.log.info("worker.started", { process: process.pid });

let isStopping = false;
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
  process.on(signal, async () => {
    if (isStopping) return;
    isStopping = true;
    await worker.stop();
    settings.log.info("worker.stopped", { signal });
    process.exit(0);
  });
}
