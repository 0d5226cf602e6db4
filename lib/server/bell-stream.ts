const PATIENCE_BYTES = 1_000_000;

/** A piece of the stream; those about a bell row say which, and where the stream stands after it. */
export type BellMessage = { id: number; place: string; text: string };

/** One open bell: a stream of server-sent events to one browser. */
export class BellStream {
  readonly accountId: string;
  /** The session of Auth with which it was opened. */
  readonly sessionId: string | null;
  readonly body: ReadableStream<Uint8Array>;
  readonly #onClose: (stream: BellStream) => void;
  readonly #encoder = new TextEncoder();
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  /** While what was missed is looked up, what comes in waits. */
  #held: (() => void)[] | null = [];
  #replayed = new Set<number>();

  constructor(accountId: string, sessionId: string | null, onClose: (stream: BellStream) => void) {
    this.accountId = accountId;
    this.sessionId = sessionId;
    this.#onClose = onClose;
    this.body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        cancel: () => {
          this.#controller = undefined;
          onClose(this);
        },
      },
      new ByteLengthQueuingStrategy({ highWaterMark: PATIENCE_BYTES }),
    );
  }

  /** A new row of the bell. One that was replayed already only moves the place on (an event without data is none). */
  notify({ id, place, text }: BellMessage): void {
    this.#say(() => this.#write(this.#replayed.has(id) ? `id: ${place}\n\n` : text));
  }

  /** Anything else. */
  write(text: string): void {
    this.#say(() => this.#write(text));
  }

  /** Sends what was missed, then what came in meanwhile, nothing twice. */
  release(first: string, missed: BellMessage[]): void {
    this.#replayed = new Set(missed.map(({ id }) => id));
    this.#write(missed.map(({ text }) => text).join("") + first);
    const held = this.#held ?? [];
    this.#held = null;
    for (const say of held) say();
  }

  close(): void {
    const controller = this.#controller;
    this.#controller = undefined;
    controller?.close();
    this.#onClose(this);
  }

  #say(say: () => void): void {
    if (this.#held) this.#held.push(say);
    else say();
  }

  /** A browser that does not keep up is cut off; it comes back and says where it was. */
  #write(text: string): void {
    if (!this.#controller) return;
    this.#controller.enqueue(this.#encoder.encode(text));
    if ((this.#controller.desiredSize ?? 0) <= 0) this.close();
  }
}
