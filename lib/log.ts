type Level = "debug" | "info" | "warn" | "error";

const levels: Level[] = ["debug", "info", "warn", "error"];

export type Log = Record<Level, (event: string, details?: Record<string, unknown>) => void>;

/** Writes one JSON object a line. Details never hold addresses, tokens or payloads. */
export function createLog(part: string, least: Level = "info", write = (line: string) => console.log(line)): Log {
  const at =
    (level: Level) =>
    (event: string, details: Record<string, unknown> = {}) => {
      if (levels.indexOf(level) < levels.indexOf(least)) return;
      write(JSON.stringify({ time: new Date().toISOString(), level, part, event, ...details }, plain));
    };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

function plain(_key: string, value: unknown): unknown {
  return value instanceof Error
    ? { name: value.name, message: value.message, code: (value as { code?: unknown }).code }
    : value;
}
