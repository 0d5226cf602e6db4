/** `npm run reset`: removes what the embedded stack keeps, so that the next start begins anew. */
import { existsSync, readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { localEnv, orExit } from "#lib/env.ts";
import { DataDirectory } from "./data-directory.ts";
import { removeCluster } from "./postgres.ts";

orExit<unknown>(localEnv);
const data = new DataDirectory(localEnv().DATA_DIR);
try {
  console.log(await reset());
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}

async function reset(): Promise<string> {
  if (!existsSync(data.root))
    return `There is no ${data.root}, so there is nothing to remove. Another folder is named with DATA_DIR.`;
  if (!isOurs()) throw new Error(`${data.root} does not look like a data folder of Campanella; nothing was removed.`);
  await data.lock();
  removeCluster(data.path("postgres"));
  await rm(data.root, { recursive: true });
  return `Removed ${data.root}. The next npm start begins with the demo data.`;
}

/** Somebody may point DATA_DIR at a folder with other things in it. A start that failed early leaves only these. */
function isOurs(): boolean {
  if (existsSync(data.path("secrets.json"))) return true;
  return readdirSync(data.root).every((name) => name === "logs" || name.startsWith("lock.json"));
}
