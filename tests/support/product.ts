import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { processEnvironment } from "#lib/env.ts";
import { removeCluster } from "#supabase/local/postgres.ts";
import { isAlive } from "#supabase/local/process-groups.ts";
import { PROJECT_FOLDER } from "#supabase/local/project-folder.ts";
import type { Running } from "#supabase/local/running.ts";

export type ProductOptions = {
  env?: Record<string, string>;
  /** Default: a new temporary folder. */
  dataDirectory?: string;
  /** Only database, Auth, Storage and mailbox: no build, no worker, no web app. */
  servicesOnly?: boolean;
  /** The checkout to start. */
  folder?: string;
};

export type Product = {
  running: Running;
  dataDirectory: string;
  supervisor: ChildProcess;
  /** What the start has printed. */
  output(): string;
  /** Resolves with the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
};

/** Starts the product as `npm start` does, on ports and in a folder of its own, and waits until it is ready. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const start = await launchProduct(options);
  const file = join(start.dataDirectory, "running.json");
  while (!isReady(file, start.supervisor)) {
    if (start.supervisor.exitCode !== null) throw new Error(`The start failed:\n${start.output()}`);
    await wait(50);
  }
  const running: Running = JSON.parse(await readFile(file, "utf8"));
  const stop = async (signal: NodeJS.Signals = "SIGTERM") => {
    start.supervisor.kill(signal);
    return start.exited;
  };
  const remove = async () => {
    await stop();
    await removeData(start.dataDirectory);
  };
  return { ...start, running, stop, remove };
}

/** Starts the product without waiting for it, for starts that are to fail. */
export async function launchProduct(options: ProductOptions = {}) {
  const dataDirectory = options.dataDirectory ?? (await mkdtemp(join(tmpdir(), "campanella-data-")));
  const folder = options.folder ?? PROJECT_FOLDER;
  const args = ["supabase/local/start.ts", ...(options.servicesOnly ? ["--services"] : [])];
  const supervisor = spawn(process.execPath, args, {
    cwd: folder,
    env: processEnvironment({
      PORT: "0",
      DATA_DIR: dataDirectory,
      // Nothing is to tell the product that it is being tested, but that it ends with whoever started it.
      NODE_ENV: undefined,
      VITEST: undefined,
      npm_lifecycle_event: "start",
      ...options.env,
    }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [supervisor.stdout, supervisor.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  const exited = new Promise<number | null>((resolve) => supervisor.once("close", (code) => resolve(code)));
  return { supervisor, dataDirectory, exited, output: () => printed };
}

export async function removeData(dataDirectory: string): Promise<void> {
  removeCluster(join(dataDirectory, "postgres"));
  await rm(dataDirectory, { recursive: true, force: true });
}

/** Every live process that was started for a data folder: all of them inherit its name in their environment. */
export function processesOf(dataDirectory: string): number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && isAlive(pid) && environmentOf(pid).includes(`DATA_DIR=${dataDirectory}`));
}

function environmentOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  } catch {
    // It ended meanwhile, or belongs to somebody else.
    return [];
  }
}

/** A running.json that an earlier start has left behind does not count. */
function isReady(file: string, supervisor: ChildProcess): boolean {
  if (!existsSync(file)) return false;
  const running: Running = JSON.parse(readFileSync(file, "utf8"));
  return running.pids.Supervisor === supervisor.pid;
}
