import type pg from "pg";
import type { ToldEventKind } from "../domain/events.ts";
import type { Audience, InterventionSnapshot, Organization } from "../domain/notifications/message.ts";
import { listen } from "./wake-up.ts";

/** What a process has seen of the bell, as PostgreSQL writes a pg_snapshot: `xmin:xmax:xip,…`. */
export type Seen = string;

export type BellNews = {
  account_id: string;
  id: number;
  kind: ToldEventKind;
  audiences: Audience[];
  created_at: Date;
  read_at: Date | null;
  snapshot: InterventionSnapshot;
  language: string;
  /** Capped at 100. */
  unread_count: number;
  /** There are more rows of this account than the hundred newest that are told. */
  is_cut: boolean;
};

export type Reading = { account_id: string; ids: number[] | null };

export type BellRelayOptions = {
  /** Login app_web, direct or session mode. */
  connectionString: string;
  /** Something may be new. */
  onWake: () => void;
  onReading: (reading: Reading) => void;
  /** Listening has begun, or begun again: what was told meanwhile was not heard. */
  onListening: () => void;
  onError: (error: Error) => void;
};

/**
 * The one connection through which a web process feeds all its open bells. It listens and asks on the same connection,
 * as bell_relay, who may ask for nothing else.
 */
export function openBellRelay(options: BellRelayOptions) {
  let client: pg.Client | undefined;
  const wakeUp = listen({
    connectionString: options.connectionString,
    channels: ["campanella", "campanella_reading"],
    prepare: async (fresh) => {
      await fresh.query("set role bell_relay");
      client = fresh;
    },
    onNotification: (channel, payload) => {
      if (channel === "campanella") options.onWake();
      else options.onReading(JSON.parse(payload));
    },
    onListening: options.onListening,
    onError: (error) => {
      client = undefined;
      options.onError(error);
    },
  });
  return { seen, news, unreadCounts, liveSessions, sender, close: () => wakeUp.close() };

  async function seen(): Promise<Seen> {
    const { rows } = await connected().query<{ seen: Seen }>("select private.bell_snapshot()::text as seen");
    return rows[0]?.seen ?? "";
  }

  /** The bell rows of these accounts that became visible since, in order, and what has been seen now. */
  async function news(since: Seen, accounts: readonly string[]): Promise<{ seen: Seen; rows: BellNews[] }> {
    const { rows } = await connected().query<BellNews & { seen: Seen }>({
      name: "bell_news",
      text: "select n.*, n.seen::text as seen from private.bell_news($1::pg_snapshot, $2::uuid[]) n",
      values: [since, accounts],
    });
    return { seen: rows[0]?.seen ?? since, rows: rows.filter((row) => row.id !== null).map(withNumbers) };
  }

  /** Unread counts of the accounts that are still active. */
  async function unreadCounts(accounts: readonly string[]): Promise<Map<string, number>> {
    const { rows } = await connected().query<{ account_id: string; unread_count: number }>(
      "select * from private.bell_readers($1::uuid[])",
      [accounts],
    );
    return new Map(rows.map((row) => [row.account_id, row.unread_count]));
  }

  /** Those of these sessions of Auth that go on. */
  async function liveSessions(sessions: readonly string[]): Promise<Set<string>> {
    const { rows } = await connected().query<{ id: string }>("select private.live_sessions($1::uuid[]) as id", [
      sessions,
    ]);
    return new Set(rows.map((row) => row.id));
  }

  async function sender(): Promise<Organization> {
    const { rows } = await connected().query<{ sender: Organization }>("select private.sender() as sender");
    if (!rows[0]) throw new Error("The organization has no row.");
    return rows[0].sender;
  }

  function connected(): pg.Client {
    if (!client) throw new Error("The bell's connection to the database is lost; it is being made again.");
    return client;
  }
}

export type BellRelay = ReturnType<typeof openBellRelay>;

/** This connection has no parser for int8 of its own. */
function withNumbers(row: BellNews): BellNews {
  return { ...row, id: Number(row.id) };
}
