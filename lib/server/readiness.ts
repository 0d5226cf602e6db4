import type { z } from "zod";
import { asCaller } from "../db/caller.ts";
import { deliveryHealth } from "../db/delivery-health.ts";
import { type Readiness, readiness } from "../db/readiness.ts";
import type { ChannelHealth } from "../domain/deliveries/health.ts";
import type { Channel } from "../domain/notifications/message.ts";
import { webEnv } from "../env.ts";
import { webDatabase } from "./database.ts";
import { log } from "./log.ts";
import type { showReadiness } from "./operations/readiness.ts";

type Asked = Readiness & { channels: ChannelHealth[] };
type Report = z.infer<(typeof showReadiness)["answer"]>;

const answerWithinMs = 3_000;
/** Workers beat every few seconds. */
const lateBeatSeconds = 60;
const lateDeliverySeconds = 5 * 60;

/**
 * 200 or 503 with the state of each part. Only what requests need decides: a mail server that is down makes the queue
 * late, and would take every web process out of a load balancer.
 */
export async function showParts(): Promise<Response> {
  const [database, auth] = await Promise.all([askDatabase(), askAuth()]);
  const report = reportOf(database, auth);
  return Response.json(report, { status: report.status === "ready" ? 200 : 503 });
}

function reportOf(database: Asked | null, isAuthThere: boolean): Report {
  const isLate = (database?.oldest_seconds ?? 0) > lateDeliverySeconds;
  const isReady = database !== null && isAuthThere;
  return {
    status: isReady ? "ready" : "not_ready",
    database: database ? "ok" : "down",
    auth: isAuthThere ? "ok" : "down",
    worker: { state: workerState(database), last_beat_seconds: rounded(database?.last_beat_seconds) },
    queue: {
      state: !database ? "unknown" : isLate ? "late" : "ok",
      waiting: database?.waiting ?? null,
      oldest_seconds: rounded(database?.oldest_seconds),
    },
    mail: channelReport(database, "email"),
    push: channelReport(database, "push"),
  };
}

function channelReport(database: Asked | null, wanted: Channel): Report["mail"] {
  const found = database?.channels.find(({ channel }) => channel === wanted);
  if (!found) return { state: "unknown", last_success_seconds: null, waiting: null, oldest_seconds: null };
  const { services, waiting, oldest_at } = found;
  const successes = services.flatMap(({ last_success_at }) => last_success_at ?? []).toSorted();
  const isFailing = services.some(({ is_failing }) => is_failing);
  return {
    state: services.length === 0 ? "unused" : isFailing ? "failing" : "ok",
    last_success_seconds: rounded(secondsSince(successes.at(-1))),
    waiting,
    oldest_seconds: rounded(secondsSince(oldest_at)),
  };
}

function secondsSince(at: string | null | undefined): number | null {
  return at ? Math.max(0, (Date.now() - Date.parse(at)) / 1000) : null;
}

function workerState(database: Readiness | null): Report["worker"]["state"] {
  if (!database) return "unknown";
  if (database.last_beat_seconds === null) return "absent";
  return database.last_beat_seconds > lateBeatSeconds ? "late" : "ok";
}

async function askDatabase(): Promise<Asked | null> {
  const answer = asCaller(webDatabase(), { role: "anon" }, async (transaction) => {
    const { channels } = await deliveryHealth(transaction);
    return { ...(await readiness(transaction)), channels };
  });
  return within(answer, "database");
}

async function askAuth(): Promise<boolean> {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = webEnv();
  const answer = fetch(`${SUPABASE_URL}/auth/v1/settings`, {
    headers: { apikey: SUPABASE_PUBLISHABLE_KEY },
    signal: AbortSignal.timeout(answerWithinMs),
  });
  return (await within(answer, "auth"))?.ok === true;
}

/** What a part answers in time; null when it does not, which is what this is here to find out. */
async function within<T>(answer: Promise<T>, part: string): Promise<T | null> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("no answer in time")), answerWithinMs);
  try {
    return await Promise.race([answer, promise]);
  } catch (error) {
    log("warn", { event: "not_ready", part, error: error instanceof Error ? error.name : typeof error });
    return null;
  } finally {
    clearTimeout(timer);
  }
}

function rounded(seconds: number | null | undefined): number | null {
  return seconds === null || seconds === undefined ? null : Math.round(seconds * 10) / 10;
}
