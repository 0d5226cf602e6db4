import { setTimeout as wait } from "node:timers/promises";
import { type Child, Children, obituary } from "./children.ts";

const LONGEST_PAUSE = 30_000;
const STABLE_AFTER = 60_000;

/** Keeps the parts together: one that must not end takes all with it, the others are started again. */
export class Supervisor {
  readonly children = new Children();
  #essentials: Child[] = [];
  #restartables = new Map<string, Child>();
  #cleanups: (() => Promise<void>)[] = [];
  #failure = Promise.withResolvers<never>();
  #isReady = false;
  #isStopping = false;

  /** Called whenever a part has a new process. */
  onRestart: () => Promise<void> = async () => {};

  constructor() {
    // Whoever races against it hears of it; nobody may be listening yet.
    this.#failure.promise.catch(() => {});
  }

  /** Rejects when a part has ended that must not. */
  get failed(): Promise<never> {
    return this.#failure.promise;
  }

  get pids(): Record<string, number> {
    const parts = [...this.#essentials, ...this.#restartables.values()];
    return Object.fromEntries([["Supervisor", process.pid], ...parts.map(({ name, pid }) => [name, pid])]);
  }

  /** A part without which nothing works. */
  addEssential(child: Child): void {
    this.#essentials.push(child);
    child.exited.then((how) => this.#fail(child, how));
  }

  /** A part that can be started again; while the whole is still starting, its end is a failure too. */
  keepRunning(start: (isRestart: boolean) => Child): Child {
    const child = start(false);
    this.#watch(child, start, 1_000);
    return child;
  }

  everythingIsReady(): void {
    this.#isReady = true;
  }

  /** Last added, first done, when all parts have ended. */
  onStopped(cleanup: () => Promise<void>): void {
    this.#cleanups.unshift(cleanup);
  }

  /** The product first, then what it stands on, in the reverse order of its start. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.children.close();
    await Promise.all([...this.#restartables.values()].map((child) => child.stop()));
    const tools = this.children.live.filter((child) => !this.#essentials.includes(child));
    await Promise.all(tools.map((child) => child.stop()));
    for (const child of this.#essentials.toReversed()) await child.stop();
    for (const cleanup of this.#cleanups) await cleanup();
  }

  #watch(child: Child, start: (isRestart: boolean) => Child, pause: number): void {
    this.#restartables.set(child.name, child);
    const startedAt = Date.now();
    child.exited.then(async (how) => {
      if (this.#isStopping) return;
      if (!this.#isReady) return this.#fail(child, how);
      const next = Date.now() - startedAt > STABLE_AFTER ? 1_000 : pause;
      const log = child.logFile ? ` (see ${child.logFile})` : "";
      console.error(`${child.name} ${how}${log}; it is started again in ${next / 1000} s.`);
      await wait(next);
      if (this.#isStopping) return;
      this.#watch(start(true), start, Math.min(next * 2, LONGEST_PAUSE));
      await this.onRestart().catch((error) => this.#failure.reject(error));
    });
  }

  #fail(child: Child, how: string): void {
    if (this.#isStopping) return;
    obituary(child, how).then((words) => this.#failure.reject(new Error(words)), this.#failure.reject);
  }
}
