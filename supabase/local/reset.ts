/** `npm run reset`: removes what the embedded stack keeps, so that the next start begins anew. */
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { localEnv, orExit } from "#lib/env.ts";
import { AlreadyRunningError, DataDirectory } from "./data-directory.ts";
import { readHolder, stillRuns } from "./lock.ts";
import { removeCluster } from "./postgres.ts";

orExit<unknown>(localEnv);
const data = new DataDirectory(localEnv().DATA_DIR);
const holder = await readHolder(data.path("lock.json"));
if (holder !== null && stillRuns(holder)) {
  console.error(new AlreadyRunningError(data.root, holder).message);
  process.exit(1);
}
// Somebody may point DATA_DIR at a folder with other things in it.
if (!existsSync(data.root)) console.log(`There is nothing in ${data.root}.`);
else if (!existsSync(data.path("secrets.json"))) {
  console.error(`${data.root} does not look like a data folder of Campanella; nothing was removed.`);
  process.exit(1);
} else {
  removeCluster(data.path("postgres"));
  await rm(data.root, { recursive: true });
  console.log(`Removed ${data.root}. The next npm start begins with the demo data.`);
}
