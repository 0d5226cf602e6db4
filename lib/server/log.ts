import { webEnv } from "../env.ts";

const levels = ["debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof levels)[number];

/** One line of JSON on standard output. Bodies, tokens and addresses are never part of it. */
export function log(level: LogLevel, entry: Record<string, unknown>): void {
  if (levels.indexOf(level) < levels.indexOf(webEnv().LOG_LEVEL)) return;
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), level, ...entry })}\n`);
}
