import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Log } from "../../log.ts";

export type ImportThreadSettings = { databaseUrl: string; leaseSeconds: number };
export type ImportThreadMessage = "wake" | "stop";

const mostMegabytes = 2048;
const pauseMs = 1_000;

/**
 * The importer in a thread of its own: reading a hundred thousand rows takes seconds, in which no message would be sent.
 * One that dies, of too much memory say, begins anew; what it had is taken up when its lease ends.
 */
export class ImportThread {
  readonly #settings: ImportThreadSettings;
  readonly #log: Log;
  #thread: Worker;
  #isStopping = false;

  constructor(settings: ImportThreadSettings, log: Log) {
    this.#settings = settings;
    this.#log = log;
    this.#thread = this.#begin();
  }

  /** There may be something to do. */
  wake(): void {
    this.#say("wake");
  }

  /** After the part that is being done. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    // It has died, and has not begun anew.
    if (this.#thread.threadId < 0) return;
    const ended = new Promise((resolve) => this.#thread.once("exit", resolve));
    this.#say("stop");
    await ended;
  }

  #say(message: ImportThreadMessage): void {
    this.#thread.postMessage(message);
  }

  #begin(): Worker {
    const thread = new Worker(join(import.meta.dirname, "importer-thread.ts"), {
      workerData: this.#settings,
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
    });
    thread.on("error", (error) => this.#log.error("import.thread_died", { error }));
    thread.on("exit", () => {
      if (this.#isStopping) return;
      setTimeout(() => {
        if (!this.#isStopping) this.#thread = this.#begin();
      }, pauseMs).unref();
    });
    return thread;
  }
}
