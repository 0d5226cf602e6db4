import { join } from "node:path";
import { Worker } from "node:worker_threads";

const mostMegabytes = 1024;
const mostMs = 60_000;

/** What a thread answers; `error`: of the library, in its words. */
export type ThreadAnswer<Answer> = { answer: Answer } | { error: string };

/** A thread took more memory or time than it may. */
export class ThreadTooSlow extends Error {}

/**
 * Does work that is long, or not to be trusted, in a thread with limits of memory and time, so that a server goes on
 * answering meanwhile. Threads are files of this folder, found from the project's: a bundle of the rest does not have them.
 * @throws {ThreadTooSlow}, or what the thread says of an error
 */
export async function inThread<Answer>(file: string, input: unknown): Promise<Answer> {
  const thread = new Worker(join(process.cwd(), "lib", "spreadsheets", file), {
    workerData: input,
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
  });
  const timer = setTimeout(() => void thread.terminate(), mostMs);
  try {
    return await new Promise<Answer>((resolve, reject) => {
      thread.once("message", (said: ThreadAnswer<Answer>) => {
        if ("answer" in said) resolve(said.answer);
        else reject(new Error(said.error));
      });
      thread.once("error", (error: NodeJS.ErrnoException) =>
        reject(
          error.code === "ERR_WORKER_OUT_OF_MEMORY" ? new ThreadTooSlow("out of memory", { cause: error }) : error,
        ),
      );
      thread.once("exit", () => reject(new ThreadTooSlow("out of time")));
    });
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}
