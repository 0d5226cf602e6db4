import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const rooms = ["app", "components", "lib", "supabase/local", "tests"];

type Import = { file: string; target: string };

/** From which folders what must not be imported, and where the code belongs instead. */
const guards: { from: RegExp; but?: RegExp; never: RegExp; because: string }[] = [
  {
    from: /^lib\/domain\//,
    never: /^(?!lib\/domain\/|zod$|date-fns\/|@date-fns\/tz$|libphonenumber-js)/,
    because: "lib/domain is pure: input and output belong to lib/db, lib/server or lib/delivery",
  },
  {
    from: /^components\//,
    never: /^(lib\/(db|server|delivery|worker)\/|app\/)/,
    because: "components draw and report clicks; what they show comes as props or over /api",
  },
  { from: /./, but: /^(app|tests)\//, never: /^(app|tests)\//, because: "nothing is built upon app or tests" },
  {
    from: /^(app|lib\/server)\//,
    but: /^app\/api\/jobs\/run\//,
    never: /^(lib\/(worker|delivery)\/|web-push$|nodemailer)/,
    because: "HTTP never sends: queue a delivery, the worker sends it",
  },
  {
    from: /^lib\/(worker|delivery)\//,
    never: /^(next|react|lib\/(server|browser)\/|components\/)/,
    because: "the worker is a process without screens and requests",
  },
  {
    from: /^lib\/mail\//,
    never: /^(?!lib\/(mail|domain|messages)\/)/,
    because: "what a mail looks like is pure, so that a preview and the sent mail are made by the same code",
  },
  { from: /./, but: /^(lib\/db|tests|supabase\/local)\//, never: /^(pg|kysely)$/, because: "only lib/db speaks SQL" },
  {
    from: /./,
    but: /^(lib\/delivery|tests)\//,
    never: /^(nodemailer|web-push)$/,
    because: "only lib/delivery talks to mail and push services",
  },
  {
    from: /./,
    but: /^(lib\/server\/supabase\.ts|tests\/)/,
    never: /^@supabase\/(supabase|auth|storage)-js$/,
    because: "clients of Auth and Storage are made in lib/server/supabase.ts, where their keys are",
  },
  {
    from: /^lib\/(?!server\/)/,
    never: /^server-only$/,
    because: "`server-only` throws outside Next; it belongs in lib/server alone",
  },
];

const files = rooms.flatMap((room) => sources(room));
const imports = files.flatMap((file) => importsOf(file));

describe("imports that must never exist", () => {
  test("there are files to look at", () => {
    expect(files.length).toBeGreaterThan(20);
    expect(imports.some((found) => found.target === "zod")).toBe(true);
  });

  test.for(guards)("$because", ({ from, but, never, because }) => {
    const wrong = imports
      .filter(({ file }) => from.test(file) && !but?.test(file))
      .filter(({ target }) => never.test(target))
      .map(({ file, target }) => `${file} imports ${target}: ${because}.`);
    expect(wrong).toEqual([]);
  });

  test("process.env is read in lib/env.ts and next.config.ts only", () => {
    const wrong = files
      .filter((file) => file !== "lib/env.ts" && !file.startsWith("tests/"))
      .filter((file) => /\bprocess\.env\b/.test(withoutComments(file)));
    expect(wrong).toEqual([]);
  });

  test("SQL is written in lib/db and migrations only", () => {
    const wrong = files
      .filter((file) => !/^(lib\/db|tests|supabase\/local)\//.test(file))
      .filter((file) => /\bsql(<[^`]*>)?`/.test(withoutComments(file)));
    expect(wrong).toEqual([]);
  });
});

function sources(room: string): string[] {
  return readdirSync(join(root, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

function importsOf(file: string): Import[] {
  const statements = withoutComments(file).matchAll(
    /(?:^|\n|;)\s*(?:import|export)\s+(?:[^"';]*?\s+from\s+)?["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g,
  );
  return [...statements].map((match) => ({ file, target: resolve(file, match[1] ?? match[2] ?? "") }));
}

/** A path from the root for our own files, the package's name otherwise. */
function resolve(file: string, specifier: string): string {
  if (specifier.startsWith("#")) return specifier.slice(1);
  if (specifier.startsWith(".")) return relative(root, join(root, dirname(file), specifier));
  if (specifier.startsWith("next-pwa")) return specifier;
  return specifier.replace(/^(next|react|pg|kysely|nodemailer)\/.*$/, "$1");
}

function withoutComments(file: string): string {
  return readFileSync(join(root, file), "utf8").replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, "");
}
