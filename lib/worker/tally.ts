import type { ClaimedDelivery } from "../db/deliveries-queue.ts";
import type { CountReport, DeliveriesReport, ServiceReport, TimeReport } from "../db/delivery-reports.ts";
import type { Channel } from "../domain/notifications/message.ts";
import type { DeliveryOutcome } from "../domain/notifications/outcome.ts";

/** Seconds; the last one takes the rest. */
const BOUNDS = [0.1, 0.5, 1, 2, 5, 15, 60, 300, 1_800, 7_200, 28_800, Number.POSITIVE_INFINITY];

/** Times in milliseconds since 1970, null for never; `failures` since the last success. */
type Service = {
  channel: Channel;
  succeededAt: number | null;
  failedAt: number | null;
  failingSince: number | null;
  failures: number;
  error: string | null;
};

/** What a worker's attempts came to since it last reported it: kept in memory, so that no message waits for it. */
export class Tally {
  #services = new Map<string, Service>();
  #counts = new Map<string, CountReport>();
  #times = new Map<string, TimeReport>();

  note(service: string, channel: Channel, delivery: ClaimedDelivery, outcome: DeliveryOutcome, now = Date.now()): void {
    this.#count(channel, outcome.result);
    if (outcome.result === "sent") this.#time(channel, (now - delivery.queued_at.getTime()) / 1000);
    this.#judge(service, channel, delivery, outcome, now);
  }

  /** Everything so far, which is forgotten here; null when there is nothing. What cannot be reported is put back. */
  take(now = Date.now()): DeliveriesReport | null {
    if (this.#counts.size === 0) return null;
    const report: DeliveriesReport = {
      services: [...this.#services].map(([service, state]) => serviceReport(service, state, now)),
      counts: [...this.#counts.values()],
      times: [...this.#times.values()],
    };
    [this.#services, this.#counts, this.#times] = [new Map(), new Map(), new Map()];
    return report;
  }

  /** Counts only: how the services are is soon known again. */
  putBack({ counts, times }: DeliveriesReport): void {
    for (const { channel, result, count } of counts) this.#count(channel, result, count);
    for (const { channel, up_to, count, seconds } of times) this.#add(channel, up_to, count, seconds);
  }

  #count(channel: Channel, result: string, count = 1): void {
    const key = `${channel} ${result}`;
    this.#counts.set(key, { channel, result, count: (this.#counts.get(key)?.count ?? 0) + count });
  }

  #time(channel: Channel, seconds: number): void {
    const past = Math.max(0, seconds);
    const bound = BOUNDS.find((most) => past <= most) ?? Number.POSITIVE_INFINITY;
    this.#add(channel, Number.isFinite(bound) ? String(bound) : "Infinity", 1, past);
  }

  #add(channel: Channel, up_to: string, count: number, seconds: number): void {
    const key = `${channel} ${up_to}`;
    const known = this.#times.get(key);
    this.#times.set(key, {
      channel,
      up_to,
      count: (known?.count ?? 0) + count,
      seconds: (known?.seconds ?? 0) + seconds,
    });
  }

  /**
   * A device that is gone was said to be so by a service that answers. A refusal counts once for each message: one that
   * is put off again and again is its own trouble, many are the service's. No answer at all always counts.
   */
  #judge(name: string, channel: Channel, { attempt }: ClaimedDelivery, outcome: DeliveryOutcome, now: number): void {
    const state = this.#services.get(name) ?? {
      channel,
      succeededAt: null,
      failedAt: null,
      failingSince: null,
      failures: 0,
      error: null,
    };
    this.#services.set(name, state);
    if (outcome.result === "sent" || outcome.result === "device_gone") {
      Object.assign(state, { succeededAt: now, failingSince: null, failures: 0, error: null });
      return;
    }
    state.failedAt = now;
    state.failingSince ??= now;
    state.error = outcome.error;
    if (outcome.response === null || attempt === 1) state.failures += 1;
  }
}

function serviceReport(service: string, state: Service, now: number): ServiceReport {
  const ago = (at: number | null) => (at === null ? null : Math.max(0, (now - at) / 1000));
  return {
    service,
    channel: state.channel,
    succeeded_ago: ago(state.succeededAt),
    failed_ago: ago(state.failedAt),
    failing_for: ago(state.failingSince),
    failures: state.failures,
    error: state.error,
  };
}
