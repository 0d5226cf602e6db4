import { webEnv } from "../env.ts";
import { createLog, type Log } from "../log.ts";

let webLog: Log | undefined;

/** The web process's log. Bodies, tokens and addresses are never part of it. */
export function log(level: keyof Log, { event, ...details }: { event: string; [detail: string]: unknown }): void {
  webLog ??= createLog("web", webEnv().LOG_LEVEL);
  webLog[level](event, details);
}
