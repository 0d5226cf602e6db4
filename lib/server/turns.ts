import { Refusal } from "./refusal.ts";

const retryAfterSeconds = 15;

/** Work of which only so much goes on in this process at once, and only so much more waits. */
export class Turns {
  readonly #atOnce: number;
  readonly #mostWaiting: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor({ atOnce, mostWaiting }: { atOnce: number; mostWaiting: number }) {
    this.#atOnce = atOnce;
    this.#mostWaiting = mostWaiting;
  }

  /**
   * Runs it when it is its turn.
   *
   * @throws busy when too many wait already
   */
  async take<Result>(run: () => Promise<Result>): Promise<Result> {
    if (this.#running < this.#atOnce) this.#running++;
    else if (this.#waiting.length < this.#mostWaiting) await new Promise<void>((begin) => this.#waiting.push(begin));
    else throw new Refusal("busy", { retryAfterSeconds });
    try {
      return await run();
    } finally {
      const next = this.#waiting.shift();
      // Its place is handed on, so that nobody who comes in between takes it.
      if (next) next();
      else this.#running--;
    }
  }
}
