import { setTimeout as wait } from "node:timers/promises";
import {
  type BellCompany,
  type BellNews,
  type BellRelay,
  openBellRelay,
  type Reading,
  type Seen,
} from "../db/bell-relay.ts";
import { templateBook } from "../domain/notifications/template-book.ts";
import { webEnv } from "../env.ts";
import { notificationEvents, type Place, readPlace, serverSentEvent, writePlace } from "./bell-event.ts";
import { type BellMessage, BellStream } from "./bell-stream.ts";
import { log } from "./log.ts";

const POLL_MS = 500;
/** Commits that were not announced become visible within milliseconds of one that was. */
const LOOK_AGAIN_MS = [10, 35];
const COMMENT_MS = 25_000;
const CONNECT_WITHIN_MS = 10_000;
const MOST_STREAMS_OF_AN_ACCOUNT = 20;

export type Listener = { accountId: string; sessionId: string | null };

/** `isCut`: there was more than is told one by one, so the list has to be read again. */
type Missed = { seen: Seen; messages: BellMessage[]; isCut?: boolean };

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

  get openStreams(): number {
    return [...this.#streams.values()].reduce((sum, streams) => sum + streams.size, 0);
  }

  /** A new stream for an account; with a Last-Event-ID it first says what was missed, exactly. */
  async open(listener: Listener, lastEventId: string | null): Promise<ReadableStream<Uint8Array>> {
    const relay = await this.#start();
    if (this.#seen === null) {
      const first = await relay.seen();
      // Whoever opened at the same time may have been first, and is yet to hear what came since.
      this.#seen ??= first;
    }
    const { accountId, sessionId } = listener;
    const stream = new BellStream(accountId, sessionId, (closed) => this.#forget(closed));
    const from = this.#seen;
    this.#remember(stream);
    try {
      const place = readPlace(lastEventId);
      const missed = place ? await this.#missed(relay, accountId, place) : { seen: from, messages: [] };
      const counts = await relay.unreadCounts([accountId]);
      const reading = { ids: missed.isCut ? null : [], unread_count: counts.get(accountId) ?? 0 };
      const stands = writePlace({ before: missed.seen, until: missed.seen, id: 0 });
      stream.release(serverSentEvent("reading", reading, stands), missed.messages);
    } catch (error) {
      stream.close();
      throw error;
    }
    return stream.body;
  }

  /** Ends every stream: an open one would keep the process from stopping. */
  async close(): Promise<void> {
    for (const streams of [...this.#streams.values()]) for (const stream of [...streams]) stream.close();
    await this.#stop();
  }

  async #missed(relay: BellRelay, accountId: string, place: Place): Promise<Missed> {
    const [since, before] = await Promise.all([
      relay.news(place.before, [accountId]),
      relay.news(place.until, [accountId]),
    ]);
    const afterUntil = new Set(before.rows.map((row) => row.id));
    const rows = since.rows.filter((row) => row.id > place.id || afterUntil.has(row.id));
    const messages = worded(rows, await relay.company(), { before: place.before, until: since.seen });
    return { seen: since.seen, messages, isCut: rows.some(({ is_cut }) => is_cut) };
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
        const company = await this.#relay.company();
        for (const message of worded(rows, company, { before, until: seen })) {
          for (const stream of this.#streams.get(message.accountId) ?? []) stream.notify(message);
        }
        for (const accountId of new Set(rows.filter(({ is_cut }) => is_cut).map(({ account_id }) => account_id))) {
          await this.#tellReading({ account_id: accountId, ids: null });
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
    const text = serverSentEvent("reading", { ids, unread_count: counts.get(account_id) ?? 0 });
    for (const stream of streams) stream.write(text);
  }

  /** After a time of not listening, and now and then: badges are put right, and streams end whose account or session has. */
  async #refresh(comment: string): Promise<void> {
    if (!this.#relay) return;
    const open = [...this.#streams.values()].flatMap((streams) => [...streams]);
    const sessionIds = open.flatMap(({ sessionId }) => sessionId ?? []);
    const [counts, sessions] = await Promise.all([
      this.#relay.unreadCounts([...this.#streams.keys()]),
      this.#relay.liveSessions(sessionIds),
    ]);
    for (const stream of open) {
      const unread_count = counts.get(stream.accountId);
      const hasEnded = stream.sessionId !== null && !sessions.has(stream.sessionId);
      if (unread_count === undefined || hasEnded) stream.close();
      else stream.write(comment || serverSentEvent("reading", { ids: [], unread_count }));
    }
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
    if (oldest && streams.size > MOST_STREAMS_OF_AN_ACCOUNT) oldest.close();
  }

  #forget(stream: BellStream): void {
    const streams = this.#streams.get(stream.accountId);
    streams?.delete(stream);
    if (streams?.size === 0) this.#streams.delete(stream.accountId);
    if (this.#streams.size === 0) void this.#stop();
  }
}

function worded(rows: BellNews[], { organization, templates }: BellCompany, seen: Omit<Place, "id">) {
  const company = { organization, templates: templateBook(templates) };
  return rows.flatMap((row) => {
    const place = writePlace({ ...seen, id: row.id });
    const texts = notificationEvents(row, company, place);
    return texts.map((text) => ({ accountId: row.account_id, id: row.id, place, text }));
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
