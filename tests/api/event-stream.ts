import { waitUntil } from "#tests/support/wait-until.ts";
import type { Client } from "./client.ts";

// biome-ignore lint/suspicious/noExplicitAny: what comes is looked at by the tests.
export type StreamEvent = { name: string; id: string; data: any };

/** An open bell, as EventSource holds it. */
export class EventStream {
  readonly events: StreamEvent[] = [];
  readonly status: number;
  readonly contentType: string | null;
  isEnded = false;
  readonly #abort: AbortController;

  private constructor(response: Response, abort: AbortController) {
    this.status = response.status;
    this.contentType = response.headers.get("content-type");
    this.#abort = abort;
    void this.#read(response);
  }

  static async open(client: Client, lastEventId?: string): Promise<EventStream> {
    const abort = new AbortController();
    const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(`${client.url}/api/notifications/stream`, {
      headers: { cookie, ...(lastEventId === undefined ? {} : { "last-event-id": lastEventId }) },
      signal: abort.signal,
    });
    return new EventStream(response, abort);
  }

  get notifications(): StreamEvent[] {
    return this.events.filter(({ name }) => name === "notification");
  }

  get lastEventId(): string {
    return this.events.at(-1)?.id ?? "";
  }

  async waitFor(predicate: (events: StreamEvent[]) => boolean, timeoutMs = 5_000): Promise<void> {
    await waitUntil(
      () => predicate(this.events),
      timeoutMs,
      () => `came: ${JSON.stringify(this.events)}`,
    );
  }

  close(): void {
    this.#abort.abort();
  }

  async #read(response: Response): Promise<void> {
    let text = "";
    try {
      for await (const chunk of response.body ?? []) {
        text += Buffer.from(chunk).toString();
        const parts = text.split("\n\n");
        text = parts.pop() ?? "";
        this.events.push(...parts.flatMap(parsed));
      }
    } catch (error) {
      if (!this.#abort.signal.aborted) throw error;
    } finally {
      this.isEnded = true;
    }
  }
}

function parsed(event: string): StreamEvent[] {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(event)?.[1];
  const [name, id, data] = [field("event"), field("id"), field("data")];
  return name && data ? [{ name, id: id ?? "", data: JSON.parse(data) }] : [];
}
