import { setTimeout as wait } from "node:timers/promises";
import { answersAt, type Child, obituary } from "./children.ts";
import { packageFile } from "./package-file.ts";
import { withClient } from "./postgres.ts";
import { PROJECT_FOLDER } from "./project-folder.ts";
import type { Supervisor } from "./supervisor.ts";

export type ProductOptions = {
  supervisor: Supervisor;
  env: NodeJS.ProcessEnv;
  host: string;
  port: number;
  isDevelopment: boolean;
  /** Where the parts log; without it they write to this console. */
  log?: (name: string) => string;
};

/** Starts worker and web app, and waits until the app answers. */
export async function startProduct(options: ProductOptions): Promise<void> {
  const { supervisor, env, log, isDevelopment } = options;
  const part = (name: string, args: string[]) => (isRestart: boolean) =>
    supervisor.children.start({
      name,
      command: process.execPath,
      args,
      cwd: PROJECT_FOLDER,
      env: {
        ...env,
        HOST: options.host,
        PORT: String(options.port),
        NODE_ENV: isDevelopment ? "development" : "production",
      },
      logFile: log?.(name.toLowerCase()),
      appendLog: isRestart,
      patience: 15_000,
    });
  supervisor.keepRunning(part("Worker", [...(isDevelopment ? ["--watch"] : []), "lib/worker/index.ts"]));
  const listen = ["--hostname", options.host, "--port", String(options.port)];
  const web = isDevelopment ? [packageFile("next", "dist/bin/next"), "dev", ...listen] : ["lib/server/index.ts"];
  await untilHealthy(supervisor.keepRunning(part("Web", web)), options);
}

async function untilHealthy(web: Child, { host, port }: ProductOptions): Promise<void> {
  const address = ["0.0.0.0", "::"].includes(host) ? "127.0.0.1" : host;
  const deadline = Date.now() + 120_000;
  while (!(await answersAt(`http://${address}:${port}/api/health`))) {
    if (Date.now() > deadline) throw new Error(await obituary(web, "was not healthy within two minutes"));
    await wait(100);
  }
}

/** Waits for the first heartbeat of a worker since a moment. `databaseUrl` is the owner's. */
export async function untilWorkerBeats(databaseUrl: string, since: Date): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    const deadline = Date.now() + 30_000;
    const beats = () => client.query("select from private.workers where beat_at >= $1", [since]);
    while ((await beats()).rowCount === 0) {
      if (Date.now() > deadline) throw new Error("The worker did not reach the database within 30 seconds.");
      await wait(50);
    }
  });
}
