import { databaseRefusal } from "../../db/errors.ts";
import type { ClaimedImport, ImportJobs } from "../../db/import-jobs.ts";
import type { ImportFailure } from "../../domain/imports/import.ts";
import type { Log } from "../../log.ts";
import { readImport } from "./read.ts";
import { Unusable } from "./table.ts";
import { checkImport, runImport, undoImport } from "./tasks.ts";

const mostAttempts = 5;

/**
 * Works on imports, one at a time: claims one with a lease that each part renews. What a killed worker had is another's
 * when the lease ends, and goes on after its last part.
 */
export class Importer {
  readonly #jobs: ImportJobs;
  readonly #log: Log;
  #working: Promise<void> | null = null;
  #isWanted = false;
  #isStopping = false;

  constructor(jobs: ImportJobs, log: Log) {
    this.#jobs = jobs;
    this.#log = log;
  }

  /** There may be something to do. */
  wake(): void {
    this.#isWanted = true;
    if (this.#isStopping) return;
    this.#working ??= this.#work().finally(() => {
      this.#working = null;
      if (this.#isWanted && !this.#isStopping) this.wake();
    });
  }

  async untilIdle(): Promise<void> {
    while (this.#working) await this.#working;
  }

  /** After the part that is being done. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.untilIdle();
  }

  async #work(): Promise<void> {
    try {
      this.#isWanted = false;
      for (let job = await this.#jobs.claim(); job && !this.#isStopping; job = await this.#jobs.claim())
        await this.#do(job);
    } catch (error) {
      // The database is away, or the network: the lease ends by itself, and the next look finds the import.
      this.#log.warn("import.interrupted", { error });
    }
  }

  async #do(job: ClaimedImport): Promise<void> {
    try {
      // Whatever ends every worker that begins it, nobody can wait for.
      if (job.attempts > mostAttempts) return await this.#fail(job, "broken");
      await this.#task(job);
      this.#log.info("import.done", { import: job.id, task: job.state });
    } catch (error) {
      const failure = failureOf(error);
      if (failure === null) throw error;
      await this.#fail(job, failure);
    }
  }

  async #fail(job: ClaimedImport, failure: ImportFailure): Promise<void> {
    this.#log.info("import.failed", { import: job.id, task: job.state, failure });
    await this.#jobs.failed(job, failure);
  }

  #task(job: ClaimedImport): Promise<void> {
    const isStopping = () => this.#isStopping;
    switch (job.state) {
      case "reading":
        return readImport(job, this.#jobs);
      case "checking":
        return checkImport(job, this.#jobs, isStopping);
      case "running":
        return runImport(job, this.#jobs, isStopping);
      default:
        return undoImport(job, this.#jobs, isStopping);
    }
  }
}

/** What trying again does not change; null for everything else. */
function failureOf(error: unknown): ImportFailure | null {
  if (error instanceof Unusable) return error.failure;
  return databaseRefusal(error)?.code === "forbidden" ? "no_rights" : null;
}
