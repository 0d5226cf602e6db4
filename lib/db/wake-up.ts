import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { isOutdatedPlan } from "./errors.ts";

export type WakeUp = {
  /** Asks on the connection that listens. One that does not answer, or answers by an old plan, is made anew. */
  query<Row extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<Row[]>;
  close(): Promise<void>;
};

export type WakeUpOptions = {
  connectionString: string;
  /** PostgreSQL channels to listen to. */
  channels: readonly string[];
  onNotification: (channel: string, payload: string) => void;
  /** Called when listening has begun, again after every loss: what was told meanwhile was not heard. */
  onListening?: () => void;
  onError: (error: Error) => void;
  /** Who listens and asks, if it is not the login itself. */
  role?: string;
  /** For an answer, and for a connection; a network that swallows everything says nothing either. */
  timeoutMs?: number;
};

const PAUSES_MS = [100, 500, 1_000, 2_000, 5_000];
const CLOSE_WITHIN_MS = 1_000;

/**
 * Listens on a connection of its own and comes back by itself when the connection is lost. LISTEN needs a direct or
 * session-mode connection, never a transaction pooler.
 */
export function listen(options: WakeUpOptions): WakeUp {
  const { timeoutMs = 5_000 } = options;
  let current: { client: pg.Client; lose: (error: Error) => void } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;
  let isClosed = false;
  void connect();
  return { query, close };

  async function query<Row extends pg.QueryResultRow>(config: pg.QueryConfig): Promise<Row[]> {
    if (!current) throw new Error("The connection that listens is lost; it is being made again.");
    const { client, lose } = current;
    try {
      return (await client.query<Row>(config)).rows;
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || isOutdatedPlan(error)) lose(error as Error);
      throw error;
    }
  }

  async function close(): Promise<void> {
    isClosed = true;
    clearTimeout(timer);
    await Promise.race([current?.client.end(), wait(CLOSE_WITHIN_MS, undefined, { ref: false })]);
  }

  async function connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: options.connectionString,
      application_name: "campanella listen",
      connectionTimeoutMillis: timeoutMs,
      query_timeout: timeoutMs,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    client.on("notification", ({ channel, payload }) => options.onNotification(channel, payload ?? ""));
    let isLost = false;
    const lose = (error: Error) => {
      if (isLost || isClosed) return;
      isLost = true;
      options.onError(error);
      current = undefined;
      client.end().catch(() => {}); // it is broken already, and has said so
      timer = setTimeout(() => void connect(), PAUSES_MS[Math.min(failures++, PAUSES_MS.length - 1)]);
    };
    client.on("error", lose);
    client.on("end", () => lose(new Error("The database closed the connection.")));
    try {
      await client.connect();
      if (options.role) await client.query(`set role ${client.escapeIdentifier(options.role)}`);
      await client.query(options.channels.map((channel) => `listen ${client.escapeIdentifier(channel)}`).join("; "));
      current = { client, lose };
      if (isClosed) return void (await client.end());
      failures = 0;
      options.onListening?.();
    } catch (error) {
      lose(error as Error);
    }
  }
}
