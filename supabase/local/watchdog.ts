/**
 * A process of its own that stops what a supervisor left behind when it was killed without a chance to clean up.
 * Its standard input is a pipe from the supervisor: lines `guard <pid> <signal>` and `release <pid>` name process
 * groups; the end of the pipe means that the supervisor is gone.
 */
import { createInterface } from "node:readline";
import { endGroup } from "./process-groups.ts";

const guarded = new Map<number, NodeJS.Signals>();

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});

for await (const line of createInterface({ input: process.stdin })) {
  const [verb, pid, signal] = line.split(" ");
  if (verb === "guard") guarded.set(Number(pid), signal as NodeJS.Signals);
  else guarded.delete(Number(pid));
}

await Promise.all([...guarded].map(([pid, signal]) => endGroup(pid, signal, 3_000)));
