import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

/** True while the process exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** A dead process whose parent has not collected it yet (an init that never reaps, as in small containers). */
function isZombie(pid: number): boolean {
  return processStatus(pid)?.state === "Z";
}

/**
 * Tells a process from a later one with the same number: its start time in clock ticks since boot.
 * Null where the system has no /proc; a number alone has to do there.
 */
export function startTime(pid: number): string | null {
  return processStatus(pid)?.startTime ?? null;
}

/** Null where the system has no /proc. */
export function parentOf(pid: number): number | null {
  return processStatus(pid)?.parent ?? null;
}

function processStatus(pid: number): { state: string; parent: number; startTime: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command's name stands in parentheses and may hold spaces, so fields are counted after it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0] ?? "", parent: Number(fields[1]), startTime: fields[19] ?? "" };
  } catch {
    return null;
  }
}

/** The program and arguments of a live process, separated by spaces. */
export function commandLine(pid: number): string {
  const file = `/proc/${pid}/cmdline`;
  if (existsSync(file)) return readFileSync(file, "utf8").replaceAll("\0", " ");
  return execFileSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" });
}

/** Sends a signal to every process of a group; false when there is none left. */
export function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}

/** Asks a process group to end, and ends it after `patience` milliseconds. */
export async function endGroup(pid: number, signal: NodeJS.Signals, patience: number): Promise<void> {
  if (!signalGroup(pid, signal)) return;
  if (!(await hasEnded(pid, patience))) signalGroup(pid, "SIGKILL");
}

/** Waits for a process that is not a child of this one to end. */
export async function hasEnded(pid: number, patience: number): Promise<boolean> {
  const deadline = Date.now() + patience;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await wait(20);
  }
  return true;
}
