import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { signalGroup } from "./process-groups.ts";

export type ChildOptions = {
  name: string;
  command: string;
  args: string[];
  logFile: string;
  /** Keep what the log already says (a part that is started again). */
  appendLog?: boolean;
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
  /** How this program is asked to end. */
  stopSignal?: NodeJS.Signals;
  /** Milliseconds between asking and killing. */
  patience?: number;
};

export type Child = {
  name: string;
  pid: number;
  logFile: string;
  /** Resolves, never rejects, with how it ended: "ended with code 1", "was killed by SIGKILL". */
  exited: Promise<string>;
  stop(): Promise<void>;
};

/** Starts programs in process groups of their own and sees to it that none outlives this process. */
export class Children {
  #watchdog: ChildProcess;

  constructor() {
    this.#watchdog = spawn(process.execPath, [fileURLToPath(new URL("watchdog.ts", import.meta.url))], {
      detached: true,
      stdio: ["pipe", "ignore", "inherit"],
    });
    this.#watchdog.unref();
    (this.#watchdog.stdin as unknown as { unref(): void }).unref();
  }

  get watchdogPid(): number {
    if (this.#watchdog.pid === undefined) throw new Error("The watchdog process could not be started.");
    return this.#watchdog.pid;
  }

  start(options: ChildOptions): Child {
    const log = openSync(options.logFile, options.appendLog ? "a" : "w", 0o600);
    const child = spawn(options.command, options.args, {
      cwd: options.cwd,
      env: options.env,
      uid: options.uid,
      gid: options.gid,
      detached: true,
      stdio: ["ignore", log, log],
    });
    closeSync(log);
    const pid = child.pid;
    const exited = new Promise<string>((resolve) => {
      child.once("error", (error) => resolve(`could not be started: ${error.message}`));
      child.once("exit", (code, signal) => resolve(signal ? `was killed by ${signal}` : `ended with code ${code}`));
    });
    if (pid === undefined) return { ...options, pid: 0, exited, stop: async () => {} };

    const { name, logFile, stopSignal = "SIGTERM", patience = 10_000 } = options;
    this.#tell(`guard ${pid} ${stopSignal}`);
    const released = exited.then((how) => {
      // What the program itself had started must not outlive it either.
      signalGroup(pid, "SIGKILL");
      this.#tell(`release ${pid}`);
      return how;
    });
    const stop = async () => {
      if (child.exitCode === null && child.signalCode === null) signalGroup(pid, stopSignal);
      const impatience = setTimeout(() => signalGroup(pid, "SIGKILL"), patience);
      await released;
      clearTimeout(impatience);
    };
    return { name, pid, logFile, exited: released, stop };
  }

  /** Runs a program to its end; throws with the last lines of its log when it fails. */
  async run(options: ChildOptions): Promise<void> {
    const child = this.start(options);
    const how = await child.exited;
    if (how !== "ended with code 0") throw new Error(`${options.name} ${how}.\n${await lastLines(options.logFile)}`);
  }

  #tell(line: string): void {
    this.#watchdog.stdin?.write(`${line}\n`);
  }
}

export async function lastLines(logFile: string, count = 20): Promise<string> {
  const text = await readFile(logFile, "utf8");
  const lines = text.trimEnd().split("\n").slice(-count);
  return `The last lines of ${logFile}:\n${lines.map((line) => `  ${line}`).join("\n")}`;
}
