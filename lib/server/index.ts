import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server } from "node:http";
import { localEnv, orExit, webEnv } from "../env.ts";
import { standBefore } from "./before-next.ts";
import { nameSocket } from "./remote-address.ts";

// The first process: `next start` of what `npm run build` has made. Start as many as you like.
orExit<unknown>(webEnv, localEnv);
// Told before the server's own listeners are.
subscribe("http.server.request.start", (message) => {
  const { request, server } = message as { request: IncomingMessage; server: Server };
  nameSocket(request);
  standBefore(server);
});
const { HOST, PORT } = localEnv();
process.argv.splice(2, Number.POSITIVE_INFINITY, "start", "--hostname", HOST, "--port", String(PORT));
await import("next/dist/bin/next");
