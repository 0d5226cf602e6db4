import { link, rename, rm, writeFile } from "node:fs/promises";
import { readJsonFile } from "./json-file.ts";
import { isAlive, startTime } from "./process-groups.ts";

type Process = { pid: number; startTime: string | null };

export type LockHolder = Process & { watchdog?: Process };

/** Thrown when a live process holds the lock. */
export class LockedError extends Error {
  readonly holder: LockHolder;

  constructor(file: string, holder: LockHolder) {
    super(`${file} is held by process ${holder.pid}.`);
    this.holder = holder;
  }
}

export function describeProcess(pid: number): Process {
  return { pid, startTime: startTime(pid) };
}

/** True while the very process that wrote this description runs, not a later one with its number. */
export function stillRuns({ pid, startTime: started }: Process): boolean {
  return isAlive(pid) && startTime(pid) === started;
}

/**
 * Takes a lock file for this process; one that a dead process has left is taken over.
 * Answers whom it was taken over from.
 */
export async function acquireLock(file: string, watchdogPid?: number): Promise<LockHolder | null> {
  const mine: LockHolder = describeProcess(process.pid);
  if (watchdogPid !== undefined) mine.watchdog = describeProcess(watchdogPid);
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, JSON.stringify(mine), { mode: 0o600 });
  let stale: LockHolder | null = null;
  try {
    while (!(await linked(draft, file))) stale = (await removeStale(file)) ?? stale;
    return stale;
  } finally {
    await rm(draft, { force: true });
  }
}

export async function releaseLock(file: string): Promise<void> {
  await rm(file, { force: true });
}

export async function readHolder(file: string): Promise<LockHolder | null> {
  return readJsonFile(file, "If Campanella is not running there, remove this file and try again.");
}

/** A link appears with its content or not at all, and only where there is none yet. */
async function linked(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function removeStale(file: string): Promise<LockHolder | null> {
  const holder = await readHolder(file);
  if (holder === null) return null;
  if (stillRuns(holder)) throw new LockedError(file, holder);
  const aside = `${file}.stale.${process.pid}`;
  await rename(file, aside);
  const moved = await readHolder(aside);
  // Somebody was quicker and what was moved aside is a live lock: give it back.
  if (moved !== null && stillRuns(moved)) await link(aside, file);
  await rm(aside);
  return holder;
}
