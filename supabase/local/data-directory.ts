import { mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readJsonFile } from "./json-file.ts";
import { acquireLock, LockedError, type LockHolder, releaseLock, stillRuns } from "./lock.ts";
import { writePrivately } from "./private-file.ts";
import { hasEnded, isAlive } from "./process-groups.ts";
import type { Running } from "./running.ts";

/** The folder that holds everything the embedded stack keeps. */
export class DataDirectory {
  readonly root: string;

  constructor(root: string) {
    this.root = resolve(root);
  }

  path(name: string): string {
    return join(this.root, name);
  }

  log(name: string): string {
    return join(this.root, "logs", `${name}.log`);
  }

  /** Makes the folder ours; refuses when another start uses it, and waits until a killed one is cleaned up. */
  async lock(watchdogPid?: number): Promise<void> {
    await mkdir(this.path("logs"), { recursive: true, mode: 0o700 });
    try {
      const former = await acquireLock(this.path("lock.json"), watchdogPid);
      if (former !== null) await this.#untilCleanedUp(former);
    } catch (error) {
      if (error instanceof LockedError) throw new AlreadyRunningError(this.root, error.holder);
      throw error;
    }
  }

  async unlock(): Promise<void> {
    await releaseLock(this.path("lock.json"));
  }

  async #untilCleanedUp({ watchdog }: LockHolder): Promise<void> {
    if (watchdog && stillRuns(watchdog)) await hasEnded(watchdog.pid, 20_000);
    await this.clearRunning();
  }

  async writeRunning(running: Running): Promise<void> {
    await writePrivately(this.path("running.json"), running);
  }

  /** Null when nothing runs there, whatever a start that was killed has left behind. */
  async readRunning(): Promise<Running | null> {
    const running = await readJsonFile<Running>(this.path("running.json"), "Stop Campanella and start it again.");
    return running?.pids.Supervisor && isAlive(running.pids.Supervisor) ? running : null;
  }

  /** What runs there, or the end of this process with a sentence. */
  async runningOrExit(): Promise<Running> {
    const running = await this.readRunning().catch((error: Error) => exitWith(error.message));
    return running ?? exitWith(notRunning(this.root));
  }

  async clearRunning(): Promise<void> {
    await rm(this.path("running.json"), { force: true });
  }
}

function notRunning(root: string): string {
  return (
    `Campanella is not running with the data in ${root}: start it with npm start, in another window. ` +
    "If its data are elsewhere, say so: DATA_DIR=<folder> npm run …"
  );
}

function exitWith(message: string): never {
  console.error(message);
  process.exit(1);
}

export class AlreadyRunningError extends Error {
  constructor(root: string, holder: LockHolder) {
    super(
      `Campanella already runs with the data in ${root} (process ${holder.pid}). ` +
        "Stop it first, or choose another folder with DATA_DIR.",
    );
  }
}
