import { sql } from "kysely";
import { type ChannelHealth, type DeliveryHealth, healthOf } from "../domain/deliveries/health.ts";
import type { Channel } from "../domain/notifications/message.ts";
import type { CallerTransaction } from "./caller.ts";
import { instantOf } from "./instant.ts";

type ServiceState = {
  service: string;
  channel: Channel;
  is_failing: boolean;
  last_success_at: Date | null;
  last_failure_at: Date | null;
  failing_since: Date | null;
  last_error: string | null;
};
type ChannelState = { channel: Channel; waiting: number; oldest: Date | null };

/** Whether messages leave. What the services say of themselves is answered to administrators alone. */
export async function deliveryHealth(transaction: CallerTransaction): Promise<DeliveryHealth> {
  const services = await sql<ServiceState>`select * from private.service_states()`.execute(transaction);
  const channels = await sql<ChannelState>`select * from private.channel_states()`.execute(transaction);
  const beat = await sql<{ last_beat: Date | null; now: Date }>`
    select private.last_beat() as last_beat, now() as now
  `.execute(transaction);
  const [{ last_beat, now } = { last_beat: null, now: new Date() }] = beat.rows;
  const health = channels.rows.map(({ channel, waiting, oldest }): ChannelHealth => {
    const own = services.rows.filter((state) => state.channel === channel);
    return { channel, waiting, oldest_at: instantOf(oldest), services: own.map(serviceOf) };
  });
  return healthOf(instantOf(last_beat), health, now.toISOString());
}

function serviceOf({ service, is_failing, last_error, ...at }: ServiceState): ChannelHealth["services"][number] {
  return {
    name: service,
    is_failing,
    last_success_at: instantOf(at.last_success_at),
    last_failure_at: instantOf(at.last_failure_at),
    failing_since: instantOf(at.failing_since),
    last_error,
  };
}

export type Counted = { channel: Channel; result: string; count: number };
export type Timed = { channel: Channel; up_to: number; count: number; seconds: number };

/** What all attempts ever came to, and how long messages took. */
export async function deliveryTotals(transaction: CallerTransaction): Promise<{ counts: Counted[]; times: Timed[] }> {
  const counts = await sql<Counted>`select * from private.delivery_counts()`.execute(transaction);
  const times = await sql<Timed>`select * from private.delivery_times()`.execute(transaction);
  return { counts: counts.rows, times: times.rows };
}
