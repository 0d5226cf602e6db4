import { cp, stat } from "node:fs/promises";
import { join } from "node:path";
import { processEnvironment } from "#lib/env.ts";
import { answersAt, Children, untilReady } from "#supabase/local/children.ts";
import { packageFile } from "#supabase/local/package-file.ts";
import { freePort } from "#supabase/local/ports.ts";
import { PROJECT_FOLDER } from "#supabase/local/project-folder.ts";

const SOURCES = join(import.meta.dirname, "references/empty-app");
/** Below this project, so that it is built of the same packages; kept, because its build takes half a minute. */
const FOLDER = join(PROJECT_FOLDER, ".data/empty-app");

export type EmptyApp = { url: string; stop(): Promise<void> };

/** The least app of our Next version, an empty page and a route that answers a constant, built and started as ours is. */
export async function startEmptyApp(): Promise<EmptyApp> {
  const children = new Children();
  const next = packageFile("next", "dist/bin/next");
  const run = {
    name: "Empty app",
    command: process.execPath,
    cwd: FOLDER,
    env: processEnvironment({ NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" }),
    logFile: join(PROJECT_FOLDER, ".data/empty-app.log"),
  };
  if (!(await isBuilt(next))) {
    await cp(SOURCES, FOLDER, { recursive: true });
    await children.run({ ...run, args: [next, "build", "--webpack"] });
  }
  const port = await freePort();
  const server = children.start({ ...run, args: [next, "start", "--hostname", "127.0.0.1", "--port", String(port)] });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(server, () => answersAt(`${url}/constant`), 30);
  return { url, stop: () => server.stop() };
}

async function isBuilt(next: string): Promise<boolean> {
  const build = await stat(join(FOLDER, ".next/BUILD_ID")).catch(() => null);
  if (!build) return false;
  const made = ["app/page.jsx", "app/layout.jsx", "app/constant/route.js", "next.config.js"];
  const parts = await Promise.all([next, ...made.map((name) => join(SOURCES, name))].map((file) => stat(file)));
  return parts.every(({ mtimeMs }) => mtimeMs <= build.mtimeMs);
}
