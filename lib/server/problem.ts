import { databaseErrorForLog, databaseRefusal, isPostgresError } from "../db/errors.ts";
import { type Problem, type ProblemCode, problemStatus } from "../domain/problem.ts";
import { translator } from "../messages/index.ts";
import { log } from "./log.ts";
import { Refusal } from "./refusal.ts";

export type ProblemContext = { requestId: string; language: string | null };

/** The answer to whatever went wrong: application/problem+json (RFC 9457). What nobody foresaw is logged and is 500. */
export function problemOf(error: unknown, context: ProblemContext): Response {
  const refusal = refusalOf(error, context.requestId);
  const status = problemStatus[refusal.code];
  const title = translator(context.language).text(`errors.${refusal.code}`);
  const { detail, errors, current, retryAfterSeconds } = refusal.details;
  const body: Problem = {
    type: `urn:campanella:problem:${refusal.code}`,
    title,
    status,
    code: refusal.code,
    detail,
    errors,
    current,
    request_id: context.requestId,
  };
  const headers = new Headers({ "content-type": "application/problem+json" });
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  if (status === 401) headers.set("www-authenticate", 'Bearer realm="Campanella"');
  // The rest of the body is still on its way; nothing else can come on this connection.
  if (status === 413) headers.set("connection", "close");
  return new Response(JSON.stringify(body), { status, headers });
}

function refusalOf(error: unknown, requestId: string): Refusal {
  if (error instanceof Refusal) return error;
  const refusal = databaseRefusal(error);
  if (refusal) return inputRefusal(refusal.code, refusal.field, refusal.reason);
  log("error", { event: "request_failed", request_id: requestId, ...forLog(error) });
  return new Refusal("internal");
}

/** A refusal by the database; a field to blame stands where errors of the body stand. */
function inputRefusal(code: ProblemCode, field: string | null, reason: string | null): Refusal {
  const detail = reason ?? undefined;
  if (field === null) return new Refusal(code, { detail });
  const message = reason ?? (code === "already_exists" ? "is taken" : "is not valid");
  return new Refusal(code, { detail, errors: [{ path: field, code, message }] });
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
