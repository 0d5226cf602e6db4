import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isBuilt, markBuilt } from "#supabase/local/build.ts";

const noon = new Date("2026-11-26T12:00:00Z");
const minutesLater = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "campanella-build-"));
  for (const name of ["app", ".next"]) await mkdir(join(folder, name));
  await write("app/page.tsx", minutesLater(-1));
});

afterEach(() => rm(folder, { recursive: true }));

async function write(name: string, at: Date): Promise<void> {
  await writeFile(join(folder, name), "");
  for (const changed of [name, join(name, "..")]) await utimes(join(folder, changed), at, at);
}

test("a build that was broken off is none, although Next has written its id", async () => {
  await write(".next/BUILD_ID", minutesLater(1));
  expect(isBuilt(folder)).toBe(false);
  await markBuilt(folder, noon);
  expect(isBuilt(folder)).toBe(true);
});

test("what changed while it was built is not in it", async () => {
  await markBuilt(folder, noon);
  await write("app/page.tsx", minutesLater(0.5));
  expect(isBuilt(folder)).toBe(false);
});
