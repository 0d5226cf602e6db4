import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { createDatabase } from "../support/cluster.ts";

type Finding = { name: string; level: string; detail: string };

const root = join(import.meta.dirname, "../..");

/** No index of a database that was made a moment ago has ever been used. */
const meaningless = ["unused_index"];

test("Supabase's advisors find nothing", async () => {
  const database = await createDatabase();
  try {
    const { stdout } = await promisify(execFile)(
      join(root, "node_modules/.bin/supabase"),
      ["db", "advisors", `--db-url=${database.url("postgres")}?sslmode=disable`, "--level", "info"],
      { env: { ...process.env, DO_NOT_TRACK: "1", SUPABASE_TELEMETRY_DISABLED: "1" }, maxBuffer: 10_000_000 },
    );
    const json = stdout.slice(stdout.indexOf("["), stdout.lastIndexOf("]") + 1);
    const findings: Finding[] = json ? JSON.parse(json) : [];
    // Were the list empty, the tool would not have looked: there are always unused indexes here.
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.filter(({ name }) => !meaningless.includes(name)).map(({ detail }) => detail)).toEqual([]);
  } finally {
    await database.drop();
  }
}, 60_000);
