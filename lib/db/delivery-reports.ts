import type pg from "pg";
import type { Channel } from "../domain/notifications/message.ts";

/** A mail server or push service as a worker saw it; times are seconds ago, null for never. */
export type ServiceReport = {
  service: string;
  channel: Channel;
  succeeded_ago: number | null;
  failed_ago: number | null;
  failing_for: number | null;
  /** Since the last success. */
  failures: number;
  error: string | null;
};
export type CountReport = { channel: Channel; result: string; count: number };
/** `up_to` in seconds, `Infinity` for the rest: text, because JSON has no such number. */
export type TimeReport = { channel: Channel; up_to: string; count: number; seconds: number };

export type DeliveriesReport = { services: ServiceReport[]; counts: CountReport[]; times: TimeReport[] };

/** What a worker tells of its attempts (login app_worker). */
export function deliveryReports(pool: pg.Pool) {
  return {
    async report({ services, counts, times }: DeliveriesReport): Promise<void> {
      await pool.query("select private.report_deliveries($1::jsonb, $2::jsonb, $3::jsonb)", [
        JSON.stringify(services),
        JSON.stringify(counts),
        JSON.stringify(times),
      ]);
    },
  };
}
