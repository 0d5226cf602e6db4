const PATIENCE_BYTES = 1_000_000;

/** One open bell: a stream of server-sent events to one browser. */
export class BellStream {
  readonly accountId: string;
  readonly body: ReadableStream<Uint8Array>;
  readonly #encoder = new TextEncoder();
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  /** While what was missed is looked up, what comes in waits. */
  #held: { id: number; text: string }[] | null = null;
  #replayed = new Set<number>();

  constructor(accountId: string, onClose: (stream: BellStream) => void) {
    this.accountId = accountId;
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

  /** A browser that does not keep up is cut off; it comes back and says where it was. */
  write(text: string): void {
    if (!this.#controller) return;
    this.#controller.enqueue(this.#encoder.encode(text));
    if ((this.#controller.desiredSize ?? 0) <= 0) this.close();
  }

  notify(id: number, text: string): void {
    if (this.#held) this.#held.push({ id, text });
    else if (!this.#replayed.has(id)) this.write(text);
  }

  hold(): void {
    this.#held = [];
  }

  /** Sends what was missed, then what came in meanwhile, nothing twice. */
  release(missed: { id: number; text: string }[]): void {
    const held = this.#held ?? [];
    this.#held = null;
    this.#replayed = new Set(missed.map(({ id }) => id));
    this.write(missed.map(({ text }) => text).join(""));
    for (const { id, text } of held) this.notify(id, text);
  }

  close(): void {
    const controller = this.#controller;
    this.#controller = undefined;
    controller?.close();
  }
}
