import packageFile from "../../package.json" with { type: "json" };
import { asCaller } from "../db/caller.ts";
import { deliveryHealth, deliveryTotals, type Timed } from "../db/delivery-health.ts";
import type { DeliveryHealth } from "../domain/deliveries/health.ts";
import { bell } from "./bell.ts";
import { webDatabase, webPool } from "./database.ts";
import { type Metric, prometheusText, prometheusType, type Sample } from "./prometheus-text.ts";

/** What is to be known from outside, asked of the database once for each scrape; nothing in it reads a history. */
export async function showMetrics(): Promise<Response> {
  const { health, totals } = await asCaller(webDatabase(), { role: "anon" }, async (transaction) => ({
    health: await deliveryHealth(transaction),
    totals: await deliveryTotals(transaction),
  }));
  const now = Date.now();
  const metrics = [...queue(health, now), ...results(totals), ...services(health, now), ...processes(health, now)];
  return new Response(prometheusText(metrics), { headers: { "content-type": prometheusType } });
}

function queue({ channels }: DeliveryHealth, now: number): Metric[] {
  return [
    gauge(
      "campanella_deliveries_waiting",
      "Messages that are due and have not left, those that are tried again included.",
      channels.map(({ channel, waiting }) => ({ labels: { channel }, value: waiting })),
    ),
    gauge(
      "campanella_deliveries_oldest_seconds",
      "How long the oldest of them has waited; 0 when none does.",
      channels.map(({ channel, oldest_at }) => ({ labels: { channel }, value: secondsSince(oldest_at, now) ?? 0 })),
    ),
  ];
}

function results({ counts, times }: Awaited<ReturnType<typeof deliveryTotals>>): Metric[] {
  return [
    {
      name: "campanella_deliveries_total",
      help: "What attempts to deliver came to, ever: sent, retry, failed, device_gone; and messages that expired.",
      type: "counter",
      samples: counts.map(({ channel, result, count }) => ({ labels: { channel, result }, value: count })),
    },
    {
      name: "campanella_delivery_seconds",
      help: "From a message's being queued to its being taken by the mail server or push service, quiet hours included.",
      type: "histogram",
      samples: (["email", "push"] as const).flatMap((channel) =>
        histogram(
          channel,
          times.filter((time) => time.channel === channel),
        ),
      ),
    },
  ];
}

/** Prometheus counts up: a bucket has all that took as long or less. */
function histogram(channel: string, times: Timed[]): Sample[] {
  if (times.length === 0) return [];
  let [count, seconds] = [0, 0];
  const buckets = times.map((time): Sample => {
    count += time.count;
    seconds += time.seconds;
    const le = time.up_to === Number.POSITIVE_INFINITY ? "+Inf" : String(time.up_to);
    return { suffix: "_bucket", labels: { channel, le }, value: count };
  });
  if (times.at(-1)?.up_to !== Number.POSITIVE_INFINITY)
    buckets.push({ suffix: "_bucket", labels: { channel, le: "+Inf" }, value: count });
  return [
    ...buckets,
    { suffix: "_sum", labels: { channel }, value: seconds },
    { suffix: "_count", labels: { channel }, value: count },
  ];
}

function services({ channels }: DeliveryHealth, now: number): Metric[] {
  const all = channels.flatMap(({ channel, services }) => services.map((service) => ({ channel, ...service })));
  return [
    gauge(
      "campanella_service_failing",
      "1 when the last attempts with a mail server or push service have all failed.",
      all.map(({ channel, name, is_failing }) => ({ labels: { channel, service: name }, value: is_failing ? 1 : 0 })),
    ),
    gauge(
      "campanella_service_last_success_seconds",
      "How long ago a mail server or push service last took a message.",
      all.flatMap(({ channel, name, last_success_at }) => {
        const value = secondsSince(last_success_at, now);
        return value === null ? [] : [{ labels: { channel, service: name }, value }];
      }),
    ),
  ];
}

function processes({ worker }: DeliveryHealth, now: number): Metric[] {
  const beat = secondsSince(worker.last_beat_at, now);
  const pool = webPool();
  const connections = { all: pool.totalCount, idle: pool.idleCount };
  return [
    gauge(
      "campanella_worker_heartbeat_seconds",
      "How long ago a worker last said that it lives; absent when none runs.",
      beat === null ? [] : [{ value: beat }],
    ),
    gauge("campanella_open_streams", "Open bells of this web process.", [{ value: bell().openStreams }]),
    gauge(
      "campanella_database_connections",
      "Connections of this web process to the database.",
      Object.entries(connections).map(([state, value]) => ({ labels: { state }, value })),
    ),
    gauge("campanella_database_requests_waiting", "Requests of this web process that wait for a connection.", [
      { value: pool.waitingCount },
    ]),
    gauge("campanella_process_resident_memory_bytes", "Memory of this web process.", [
      { value: process.memoryUsage.rss() },
    ]),
    gauge("campanella_process_uptime_seconds", "How long this web process has run.", [
      { value: Math.round(process.uptime()) },
    ]),
    gauge("campanella_build_info", "Always 1; the version is its label.", [
      { labels: { version: packageFile.version }, value: 1 },
    ]),
  ];
}

function gauge(name: string, help: string, samples: Sample[]): Metric {
  return { name, help, type: "gauge", samples };
}

function secondsSince(at: string | null, now: number): number | null {
  return at === null ? null : Math.max(0, Math.round((now - Date.parse(at)) / 100) / 10);
}
