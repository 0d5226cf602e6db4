/**
 * `npm start` and `npm run dev`: starts everything, waits, and stops everything.
 *   --dev       hot reload
 *   --services  only database, Auth, Storage and mailbox
 */
import { projectVariable } from "#lib/env.ts";
import { startEmbedded } from "./embedded.ts";
import { startExternal } from "./external.ts";
import { whenNpmEnds } from "./npm-parent.ts";
import { Supervisor } from "./supervisor.ts";

const options = { isDevelopment: process.argv.includes("--dev"), servicesOnly: process.argv.includes("--services") };
const supervisor = new Supervisor();

const stopRequest = new Promise<void>((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
  whenNpmEnds(resolve);
});

async function start(): Promise<void> {
  const variable = projectVariable();
  if (variable === undefined) await startEmbedded(supervisor, options);
  else await startExternal(supervisor, variable, options);
  supervisor.everythingIsReady();
  await stopRequest;
}

let exitCode = 0;
try {
  await Promise.race([start(), stopRequest, supervisor.failed]);
  console.log("\nStopping …");
} catch (error) {
  exitCode = 1;
  console.error(`\n${error instanceof Error ? error.message : error}`);
}
await supervisor.stop();
if (exitCode === 0) console.log("Stopped.");
process.exit(exitCode);
