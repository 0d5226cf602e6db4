import { databaseErrorForLog, databaseRefusal, isPostgresError } from "../db/errors.ts";
import { type Problem, problemStatus } from "../domain/problem.ts";
import { translator } from "../messages/index.ts";
import { log } from "./log.ts";
import { Refusal } from "./refusal.ts";
import { spokenLanguage } from "./spoken-language.ts";

export type ProblemContext = {
  requestId: string;
  /** The caller's; null when nobody knows. */
  language: string | null;
  /** What a column of the database is called in the request, where the two differ. */
  fields?: Record<string, string>;
};

/** The answer to whatever went wrong: application/problem+json (RFC 9457). What nobody foresaw is logged and is 500. */
export async function problemOf(error: unknown, context: ProblemContext): Promise<Response> {
  const { code, details } = refusalOf(error, context);
  const words = translator(await spokenLanguage(context.language));
  const status = problemStatus[code];
  const body: Problem = {
    type: `urn:campanella:problem:${code}`,
    title: words.text(`errors.${code}`),
    status,
    code,
    detail: details.reason && words.reason(details.reason),
    reason: details.reason,
    errors: details.errors?.map(({ path, reason, values }) => ({
      path,
      code: reason,
      message: words.reason(reason, values),
    })),
    current: details.current,
    request_id: context.requestId,
  };
  const headers = new Headers({ "content-type": "application/problem+json", "content-language": words.language });
  if (details.retryAfterSeconds !== undefined) headers.set("retry-after", String(details.retryAfterSeconds));
  if (details.allow) headers.set("allow", details.allow.join(", "));
  if (status === 401) headers.set("www-authenticate", 'Bearer realm="Campanella"');
  // The rest of the body is still on its way; nothing else can come on this connection.
  if (status === 413) headers.set("connection", "close");
  return new Response(JSON.stringify(body), { status, headers });
}

function refusalOf(error: unknown, { requestId, fields = {} }: ProblemContext): Refusal {
  if (error instanceof Refusal) return error;
  const refusal = databaseRefusal(error);
  if (!refusal) {
    log("error", { event: "request_failed", request_id: requestId, ...forLog(error) });
    return new Refusal("internal");
  }
  const { code, reason } = refusal;
  const errors = refusal.fields.map((field) => ({ path: fields[field] ?? field, reason: reason ?? "not_possible" }));
  return new Refusal(code, { reason: reason ?? undefined, errors: errors.length > 0 ? errors : undefined });
}

function forLog(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  if (isPostgresError(error)) return { error: error.name, ...databaseErrorForLog(error), stack: frames(error) };
  return { error: error.name, message: error.message, stack: frames(error) };
}

function frames(error: Error): string[] {
  return (error.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line) && !/node_modules|node:internal/.test(line))
    .slice(0, 10)
    .map((line) => line.trim());
}
