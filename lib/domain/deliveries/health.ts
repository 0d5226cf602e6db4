import { z } from "zod";
import { instant } from "../fields.ts";
import { channels } from "../notifications/message.ts";

/** Workers beat every fifteen seconds. */
const LATE_BEAT_MS = 60_000;
/** Where nobody has ever beaten, a scheduled call every minute may deliver: what waits longer says that none does. */
const UNATTENDED_MS = 2 * 60_000;
const LATE_DELIVERY_MS = 5 * 60_000;

const service = z.object({
  /** The mail server or a push service, by host. */
  name: z.string(),
  is_failing: z.boolean(),
  last_success_at: instant.nullable(),
  last_failure_at: instant.nullable(),
  failing_since: instant.nullable(),
  last_error: z.string().nullable(),
});

const channelHealth = z.object({
  channel: z.enum(channels),
  /** Messages that are due, those that are tried again included. */
  waiting: z.int(),
  oldest_at: instant.nullable(),
  services: z.array(service),
});

export const outage = z.object({
  /** What is out: all that delivers, or one channel. */
  part: z.enum(["worker", ...channels]),
  /** Null: messages wait too long, and no service says why. */
  service: z.string().nullable(),
  since: instant.nullable(),
  error: z.string().nullable(),
  waiting: z.int(),
  oldest_at: instant.nullable(),
});
export type Outage = z.infer<typeof outage>;

export const deliveryHealth = z.object({
  worker: z.object({
    /** Absent is no fault on serverless hosts, where POST /api/jobs/run delivers. */
    state: z.enum(["ok", "late", "absent"]),
    last_beat_at: instant.nullable(),
  }),
  channels: z.array(channelHealth),
  /** What an administrator should know now; empty when all is well. */
  outages: z.array(outage),
});
export type DeliveryHealth = z.infer<typeof deliveryHealth>;
export type ChannelHealth = z.infer<typeof channelHealth>;

/** How the parts are, and what of it is an outage. `now` is the database's, as all other times are. */
export function healthOf(lastBeat: string | null, channelsNow: ChannelHealth[], now: string): DeliveryHealth {
  const age = (at: string | null) => (at === null ? 0 : Date.parse(now) - Date.parse(at));
  const state = lastBeat === null ? "absent" : age(lastBeat) > LATE_BEAT_MS ? "late" : "ok";
  const oldest = earliest(channelsNow.map(({ oldest_at }) => oldest_at));
  const isWorkerOut = state === "late" || (state === "absent" && age(oldest) > UNATTENDED_MS);
  const outages: Outage[] = [];
  if (isWorkerOut) {
    const waiting = channelsNow.reduce((sum, channel) => sum + channel.waiting, 0);
    outages.push({ part: "worker", service: null, since: lastBeat, error: null, waiting, oldest_at: oldest });
  }
  for (const { channel, waiting, oldest_at, services } of channelsNow) {
    const failing = services.filter(({ is_failing }) => is_failing);
    const [first] = failing.toSorted((a, b) => (b.last_failure_at ?? "").localeCompare(a.last_failure_at ?? ""));
    if (first) {
      const since = earliest(failing.map(({ failing_since }) => failing_since));
      outages.push({ part: channel, service: first.name, since, error: first.last_error, waiting, oldest_at });
    } else if (!isWorkerOut && age(oldest_at) > LATE_DELIVERY_MS) {
      outages.push({ part: channel, service: null, since: null, error: null, waiting, oldest_at });
    }
  }
  return { worker: { state, last_beat_at: lastBeat }, channels: channelsNow, outages };
}

function earliest(times: (string | null)[]): string | null {
  return times.filter((at) => at !== null).toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
}
