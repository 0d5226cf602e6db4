import { createServer, type ServerResponse } from "node:http";
import pg from "pg";
import { listen } from "#supabase/local/push-inbox/listen.ts";
import { given, serve } from "./child.ts";

export type BareRelaySettings = { databaseUrl: string; row: unknown };

// The least that could feed open bells: LISTEN, and one event that is ready for each stream of whoever is told.
const { databaseUrl, row } = await given<BareRelaySettings>();
const event = `event: notification\nid: 1\ndata: ${JSON.stringify(row)}\n\n`;
const streams = new Map<string, ServerResponse[]>();

const server = createServer((request, response) => {
  const account = request.headers.authorization ?? "";
  streams.set(account, [...(streams.get(account) ?? []), response]);
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(": open\n\n");
});
const port = await listen(server);

const listener = new pg.Client({ connectionString: databaseUrl });
listener.on("notification", ({ payload = "" }) => {
  for (const stream of streams.get(payload) ?? []) stream.write(event);
});
listener.on("error", () => {}); // the database goes away
await listener.connect();
await listener.query("listen bench_bell");
serve({ url: `http://127.0.0.1:${port}` }, async () => null);
