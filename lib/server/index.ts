import { localEnv, orExit, webEnv } from "../env.ts";
import { nameSockets } from "./remote-address.ts";

// The first process: `next start` of what `npm run build` has made. Start as many as you like.
orExit<unknown>(webEnv, localEnv);
nameSockets();
const { HOST, PORT } = localEnv();
process.argv.splice(2, Number.POSITIVE_INFINITY, "start", "--hostname", HOST, "--port", String(PORT));
await import("next/dist/bin/next");
