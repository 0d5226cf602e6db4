import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { signalGroup } from "./process-groups.ts";

export type ChildOptions = {
  name: string;
  command: string;
  args: string[];
  /** Without one the program writes to this console. */
  logFile?: string;
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
  logFile?: string;
  /** Resolves, never rejects, with how it ended: "ended with code 1", "was killed by SIGKILL". */
  exited: Promise<string>;
  stop(): Promise<void>;
};

/** Starts programs in process groups of their own and sees to it that none outlives this process. */
export class Children {
  #watchdog: ChildProcess;
  #live = new Set<Child>();
  #isClosed = false;

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

  /** The children that have not ended, in the order of their start. */
  get live(): Child[] {
    return [...this.#live];
  }

  /** From here on no child is started: whoever still tries is on the way to a stop. */
  close(): void {
    this.#isClosed = true;
  }

  start(options: ChildOptions): Child {
    if (this.#isClosed) throw new Error(`${options.name} was not started, because everything is being stopped.`);
    const log = options.logFile ? openSync(options.logFile, options.appendLog ? "a" : "w", 0o600) : "inherit";
    const child = spawn(options.command, options.args, {
      cwd: options.cwd,
      env: options.env,
      uid: options.uid,
      gid: options.gid,
      detached: true,
      stdio: ["ignore", log, log],
    });
    if (typeof log === "number") closeSync(log);
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
      this.#live.delete(started);
      return how;
    });
    const stop = async () => {
      if (child.exitCode === null && child.signalCode === null) signalGroup(pid, stopSignal);
      const impatience = setTimeout(() => signalGroup(pid, "SIGKILL"), patience);
      await released;
      clearTimeout(impatience);
    };
    const started: Child = { name, pid, logFile, exited: released, stop };
    this.#live.add(started);
    return started;
  }

  /** Runs a program to its end; throws with the last lines of its log when it fails. */
  async run(options: ChildOptions): Promise<void> {
    const child = this.start(options);
    const how = await child.exited;
    if (how !== "ended with code 0") throw new Error(await obituary(child, how));
  }

  #tell(line: string): void {
    this.#watchdog.stdin?.write(`${line}\n`);
  }
}

/** Waits until a started program answers; stops it and throws with the end of its log when it does not. */
export async function untilReady(child: Child, answers: () => Promise<boolean>, seconds: number): Promise<void> {
  let ended: string | undefined;
  child.exited.then((how) => {
    ended = how;
  });
  const deadline = Date.now() + seconds * 1000;
  try {
    while (ended === undefined && Date.now() < deadline) {
      if (await answers()) return;
      await wait(25);
    }
  } catch (error) {
    await child.stop();
    throw error;
  }
  await child.stop();
  const why = ended ?? `did not answer within ${seconds} seconds`;
  throw new Error(await obituary(child, why));
}

/** What happened to a child, with the end of its log. */
export async function obituary(child: Child, how: string): Promise<string> {
  if (!child.logFile) return `${child.name} ${how}.`;
  const lines = (await readFile(child.logFile, "utf8")).trimEnd().split("\n").slice(-20);
  return [`${child.name} ${how}. The last lines of ${child.logFile}:`, ...lines.map((line) => `  ${line}`)].join("\n");
}

/** Whether an address answers with success. */
export async function answersAt(url: string, headers: Record<string, string> = {}): Promise<boolean> {
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
