import pg from "pg";

export type WakeUp = { close(): Promise<void> };

export type WakeUpOptions = {
  connectionString: string;
  /** PostgreSQL channels to listen to. */
  channels: readonly string[];
  onNotification: (channel: string, payload: string) => void;
  /** Called when listening has begun, again after every loss: what was told meanwhile was not heard. */
  onListening?: () => void;
  onError: (error: Error) => void;
  /** Runs once on each new connection, before it listens. */
  prepare?: (client: pg.Client) => Promise<void>;
};

const PAUSES_MS = [100, 500, 1_000, 2_000, 5_000];

/**
 * Listens on a connection of its own and comes back by itself when the connection is lost. LISTEN needs a direct or
 * session-mode connection, never a transaction pooler.
 */
export function listen(options: WakeUpOptions): WakeUp {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;
  let isClosed = false;
  void connect();

  return {
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: options.connectionString,
      application_name: "campanella listen",
      keepAlive: true,
    });
    next.on("notification", ({ channel, payload }) => options.onNotification(channel, payload ?? ""));
    let isLost = false;
    const lose = (error: Error) => {
      if (isLost || isClosed) return;
      isLost = true;
      options.onError(error);
      client = undefined;
      next.end().catch(() => {}); // it is broken already, and has said so
      timer = setTimeout(() => void connect(), PAUSES_MS[Math.min(failures++, PAUSES_MS.length - 1)]);
    };
    next.on("error", lose);
    next.on("end", () => lose(new Error("The database closed the connection.")));
    try {
      await next.connect();
      await options.prepare?.(next);
      await next.query(options.channels.map((channel) => `listen ${next.escapeIdentifier(channel)}`).join("; "));
      client = next;
      if (isClosed) return void (await next.end());
      failures = 0;
      options.onListening?.();
    } catch (error) {
      lose(error as Error);
    }
  }
}
