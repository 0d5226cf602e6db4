import { setTimeout as wait } from "node:timers/promises";
import { type BellNews, type BellRelay, openBellRelay, type Reading, type Seen } from "../db/bell-relay.ts";
import type { Organization } from "../domain/notifications/message.ts";
import { webEnv } from "../env.ts";
import { notificationEvent, type Place, readPlace, serverSentEvent } from "./bell-event.ts";
import { BellStream } from "./bell-stream.ts";
import { log } from "./log.ts";

const POLL_MS = 500;
/** Commits that were not announced become visible within milliseconds of one that was. */
const LOOK_AGAIN_MS = [10, 35];
const COMMENT_MS = 25_000;
const CONNECT_WITHIN_MS = 10_000;
const MOST_STREAMS_OF_AN_ACCOUNT = 20;

/** Feeds all open bells of this process from one connection: on every NOTIFY, shortly after, and twice a second. */
class Bell {
  readonly #streams = new Map<string, Set<BellStream>>();
  #relay: BellRelay | undefined;
  #listening: Promise<void> | undefined;
  #seen: Seen | null = null;
  #timers: NodeJS.Timeout[] = [];
  #looks: NodeJS.Timeout[] = [];
  #isAsking = false;
  #askAgain = false;

  /** A new stream for an account; with a Last-Event-ID it first says what was missed, exactly. */
  async open(accountId: string, lastEventId: string | null): Promise<ReadableStream<Uint8Array>> {
    const relay = await this.#start();
    this.#seen ??= await relay.seen();
    const stream = new BellStream(accountId, (closed) => this.#forget(closed));
    stream.hold();
    this.#remember(stream);
    const place = readPlace(lastEventId);
    stream.release(place ? await this.#missed(relay, accountId, place) : []);
    const counts = await relay.unreadCounts([accountId]);
    stream.write(this.#readingEvent({ ids: [], unread_count: counts.get(accountId) ?? 0 }));
    return stream.body;
  }

  /** Ends every stream: an open one would keep the process from stopping. */
  async close(): Promise<void> {
    for (const streams of this.#streams.values()) for (const stream of streams) stream.close();
    this.#streams.clear();
    await this.#stop();
  }

  async #missed(relay: BellRelay, accountId: string, place: Place) {
    const [since, before] = await Promise.all([
      relay.news(place.before, [accountId]),
      relay.news(place.until, [accountId]),
    ]);
    const afterUntil = new Set(before.rows.map((row) => row.id));
    const organization = await relay.sender();
    const rows = since.rows.filter((row) => row.id > place.id || afterUntil.has(row.id));
    return worded(rows, organization, { before: place.before, until: since.seen });
  }

  async #ask(): Promise<void> {
    if (this.#isAsking || !this.#relay || this.#seen === null) {
      this.#askAgain = this.#isAsking;
      return;
    }
    this.#isAsking = true;
    try {
      const before = this.#seen;
      const { seen, rows } = await this.#relay.news(before, [...this.#streams.keys()]);
      if (rows.length > 0) {
        const organization = await this.#relay.sender();
        for (const { account_id, id, text } of worded(rows, organization, { before, until: seen })) {
          for (const stream of this.#streams.get(account_id) ?? []) stream.notify(id, text);
        }
      }
      this.#seen = seen;
    } catch (error) {
      log("warn", { event: "bell_not_read", error: (error as Error).message });
    } finally {
      this.#isAsking = false;
      if (this.#askAgain) {
        this.#askAgain = false;
        void this.#ask();
      }
    }
  }

  #wake(): void {
    void this.#ask();
    for (const look of this.#looks) clearTimeout(look);
    this.#looks = LOOK_AGAIN_MS.map((delay) => setTimeout(() => void this.#ask(), delay));
  }

  async #tellReading({ account_id, ids }: Reading): Promise<void> {
    const streams = this.#streams.get(account_id);
    if (!streams || !this.#relay) return;
    const counts = await this.#relay.unreadCounts([account_id]);
    const text = this.#readingEvent({ ids, unread_count: counts.get(account_id) ?? 0 });
    for (const stream of streams) stream.write(text);
  }

  /** After a time of not listening, and now and then: badges are put right, and streams of the deactivated end. */
  async #refresh(comment: string): Promise<void> {
    if (!this.#relay) return;
    const counts = await this.#relay.unreadCounts([...this.#streams.keys()]);
    for (const [accountId, streams] of this.#streams) {
      const unread_count = counts.get(accountId);
      for (const stream of [...streams]) {
        if (unread_count === undefined) this.#end(stream);
        else stream.write(comment || this.#readingEvent({ ids: [], unread_count }));
      }
    }
  }

  #readingEvent(data: { ids: number[] | null; unread_count: number }): string {
    const seen = this.#seen ?? "";
    return serverSentEvent("reading", { before: seen, until: seen, id: 0 }, data);
  }

  async #start(): Promise<BellRelay> {
    if (!this.#relay) {
      const listening = Promise.withResolvers<void>();
      this.#listening = listening.promise;
      const complain = (error: unknown) => log("warn", { event: "bell_failed", error: (error as Error).message });
      this.#relay = openBellRelay({
        connectionString: webEnv().DATABASE_LISTEN_URL,
        onWake: () => this.#wake(),
        onReading: (reading) => void this.#tellReading(reading).catch(complain),
        onListening: () => {
          listening.resolve();
          this.#wake();
          this.#refresh("").catch(complain);
        },
        onError: complain,
      });
      this.#timers = [
        setInterval(() => void this.#ask(), POLL_MS),
        setInterval(() => void this.#refresh(": still here\n\n").catch(complain), COMMENT_MS),
      ];
    }
    const relay = this.#relay;
    await Promise.race([this.#listening, patience()]);
    return relay;
  }

  async #stop(): Promise<void> {
    for (const timer of [...this.#timers, ...this.#looks]) clearTimeout(timer);
    const relay = this.#relay;
    this.#relay = undefined;
    this.#seen = null;
    await relay?.close();
  }

  #remember(stream: BellStream): void {
    const streams = this.#streams.get(stream.accountId) ?? new Set();
    this.#streams.set(stream.accountId, streams.add(stream));
    const [oldest] = streams;
    if (oldest && streams.size > MOST_STREAMS_OF_AN_ACCOUNT) this.#end(oldest);
  }

  #end(stream: BellStream): void {
    stream.close();
    this.#forget(stream);
  }

  #forget(stream: BellStream): void {
    const streams = this.#streams.get(stream.accountId);
    streams?.delete(stream);
    if (streams?.size === 0) this.#streams.delete(stream.accountId);
    if (this.#streams.size === 0) void this.#stop();
  }
}

/** The events of these rows. One that cannot be worded must not keep the others back, nor come again for ever. */
function worded(rows: BellNews[], organization: Organization, seen: Omit<Place, "id">) {
  return rows.flatMap((row) => {
    try {
      return [
        { account_id: row.account_id, id: row.id, text: notificationEvent(row, organization, { ...seen, id: row.id }) },
      ];
    } catch (error) {
      log("error", { event: "bell_row_not_worded", notification: row.id, error: (error as Error).message });
      return [];
    }
  });
}

async function patience(): Promise<never> {
  await wait(CONNECT_WITHIN_MS, undefined, { ref: false });
  throw new Error("The bell's connection to the database was not made in time.");
}

// Kept beside the modules: `next dev` loads them again after every change.
const kept = globalThis as typeof globalThis & { campanellaBell?: Bell };

export function bell(): Bell {
  if (!kept.campanellaBell) {
    const made = new Bell();
    kept.campanellaBell = made;
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void made.close());
  }
  return kept.campanellaBell;
}
