import { existsSync, readdirSync, statSync } from "node:fs";
import { mkdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { processEnvironment } from "#lib/env.ts";
import type { Children } from "./children.ts";
import { acquireLock, LockedError, releaseLock } from "./lock.ts";
import { packageFile } from "./package-file.ts";
import { step } from "./progress.ts";
import { PROJECT_FOLDER } from "./project-folder.ts";

const SOURCES = ["app", "components", "lib", "public", "proxy.ts", "next.config.ts", "postcss.config.mjs"];
const MORE_SOURCES = ["package.json", "package-lock.json", "tsconfig.json"];
/** What the build itself writes among the sources. */
const BUILT = /^(sw\.js|sw\.js\.map|swe-worker-.*)$/;

/** Says that a build came to its end, with the time of its beginning: Next writes BUILD_ID long before it is done. */
const STAMP = join(".next", "built");

/** Builds the web app unless a whole build is newer than everything it is made of. */
export async function buildIfNeeded(children: Children, logFile?: string): Promise<void> {
  if (isBuilt()) return;
  const lock = join(PROJECT_FOLDER, "node_modules", ".cache", "campanella-build.lock");
  await mkdir(join(lock, ".."), { recursive: true });
  await waitForLock(lock);
  try {
    // Another start may have built it while this one waited.
    if (!isBuilt()) await build(children, logFile);
  } finally {
    await releaseLock(lock);
  }
}

async function build(children: Children, logFile?: string): Promise<void> {
  console.log("  The web app is being built, which takes about a minute …");
  const begun = new Date();
  await step("Web app built", () =>
    children.run({
      name: "next build",
      command: process.execPath,
      // The service worker is built by a webpack plugin.
      args: [packageFile("next", "dist/bin/next"), "build", "--webpack"],
      cwd: PROJECT_FOLDER,
      env: processEnvironment({ NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" }),
      logFile,
    }),
  );
  await markBuilt(PROJECT_FOLDER, begun);
}

export async function markBuilt(folder: string, begun: Date): Promise<void> {
  await writeFile(join(folder, STAMP), "");
  await utimes(join(folder, STAMP), begun, begun);
}

async function waitForLock(lock: string): Promise<void> {
  for (let isFirst = true; ; isFirst = false) {
    try {
      await acquireLock(lock);
      return;
    } catch (error) {
      if (!(error instanceof LockedError)) throw error;
      if (isFirst) console.log(`  Waiting for another build (process ${error.holder.pid}) …`);
      await wait(500);
    }
  }
}

export function isBuilt(folder = PROJECT_FOLDER): boolean {
  const stamp = statSync(join(folder, STAMP), { throwIfNoEntry: false });
  if (!stamp) return false;
  return [...SOURCES, ...MORE_SOURCES].every((name) => newest(join(folder, name)) <= stamp.mtimeMs);
}

/** When a file, or the latest of a folder's files, was changed; a folder too, which tells of what was removed. */
function newest(path: string): number {
  if (!existsSync(path)) return 0;
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  const names = readdirSync(path).filter((name) => !BUILT.test(name));
  const own = names.length < readdirSync(path).length ? 0 : entry.mtimeMs;
  return Math.max(own, ...names.map((name) => newest(join(path, name))));
}
