import type { Organization } from "../domain/notifications/message.ts";
import type { MessageTemplate } from "../domain/notifications/template-book.ts";
import type { NotificationRow } from "./notifications.ts";
import { listen } from "./wake-up.ts";

/** What a process has seen of the bell, as PostgreSQL writes a pg_snapshot: `xmin:xmax:xip,…`. */
export type Seen = string;

export type BellNews = NotificationRow & {
  account_id: string;
  language: string;
  recipient_name: string | null;
  /** Capped at 100. */
  unread_count: number;
  /** There are more rows of this account than the hundred newest that are told. */
  is_cut: boolean;
};

/** The company, and what it words itself. */
export type BellCompany = { organization: Organization; templates: MessageTemplate[] };

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
  const { query, close } = listen({
    connectionString: options.connectionString,
    role: "bell_relay",
    channels: ["campanella", "campanella_reading"],
    onNotification: (channel, payload) => {
      if (channel === "campanella") options.onWake();
      else options.onReading(JSON.parse(payload));
    },
    onListening: options.onListening,
    onError: options.onError,
  });
  return { seen, news, unreadCounts, liveSessions, company, close };

  async function seen(): Promise<Seen> {
    const [row] = await query<{ seen: Seen }>({ text: "select private.bell_snapshot()::text as seen" });
    return row?.seen ?? "";
  }

  /** The bell rows of these accounts that became visible since, in order, and what has been seen now. */
  async function news(since: Seen, accounts: readonly string[]): Promise<{ seen: Seen; rows: BellNews[] }> {
    const rows = await query<BellNews & { seen: Seen }>({
      name: "bell_news",
      text: "select n.*, n.seen::text as seen from private.bell_news($1::pg_snapshot, $2::uuid[]) n",
      values: [since, accounts],
    });
    return { seen: rows[0]?.seen ?? since, rows: rows.filter((row) => row.id !== null).map(withNumbers) };
  }

  /** Unread counts of the accounts that are still active. */
  async function unreadCounts(accounts: readonly string[]): Promise<Map<string, number>> {
    const rows = await query<{ account_id: string; unread_count: number }>({
      text: "select * from private.bell_readers($1::uuid[])",
      values: [accounts],
    });
    return new Map(rows.map((row) => [row.account_id, row.unread_count]));
  }

  /** Those of these sessions of Auth that go on. */
  async function liveSessions(sessions: readonly string[]): Promise<Set<string>> {
    const rows = await query<{ id: string }>({
      text: "select private.live_sessions($1::uuid[]) as id",
      values: [sessions],
    });
    return new Set(rows.map((row) => row.id));
  }

  /** What bell rows are worded with. */
  async function company(): Promise<BellCompany> {
    const [row] = await query<BellCompany>({
      text: "select private.sender() as organization, private.templates('{push}') as templates",
    });
    if (!row) throw new Error("The organization has no row.");
    return row;
  }
}

export type BellRelay = ReturnType<typeof openBellRelay>;

/** This connection has no parser for int8 of its own. */
function withNumbers(row: BellNews): BellNews {
  return { ...row, id: Number(row.id) };
}
