import type { ClaimedDelivery, DeliveriesQueue, DeliveryReport } from "../db/deliveries-queue.ts";
import type { Channel } from "../domain/notifications/message.ts";
import type { DeliveryOutcome } from "../domain/notifications/outcome.ts";
import type { Log } from "../log.ts";
import { secondsUntilRetry } from "./back-off.ts";

export type DrainSettings = {
  queue: DeliveriesQueue;
  channel: Channel;
  send: (delivery: ClaimedDelivery) => Promise<DeliveryOutcome>;
  /** Told of every attempt, before it is recorded. */
  onOutcome?: (delivery: ClaimedDelivery, outcome: DeliveryOutcome) => void;
  log: Log;
  /** Deliveries being sent at once. */
  concurrency: number;
  /** Deliveries claimed at once. */
  batch?: number;
  leaseSeconds?: number;
};

/** A delivery, and until when (ms since 1970) it is surely ours: a process that was suspended finds its leases over. */
type Held = { delivery: ClaimedDelivery; heldUntil: number };

export type Counts = { sent: number; retried: number; failed: number };

/** Outcomes that come close together are recorded together. */
const RECORD_WITHIN_MS = 20;
const RECORD_AT_ONCE = 200;
const PAUSE_AFTER_ERROR_MS = 1_000;

/**
 * Empties one channel of the outbox: claims batches with a lease, sends them side by side, records the outcomes in
 * batches. It keeps sending while it claims and records, and a slow delivery holds up nothing but itself.
 */
export class Drain {
  readonly counts: Counts = { sent: 0, retried: 0, failed: 0 };
  readonly #settings: Required<DrainSettings>;
  #backlog: Held[] = [];
  readonly #active = new Map<number, Held>();
  #reports: DeliveryReport[] = [];
  #recordTimer: NodeJS.Timeout | undefined;
  #renewTimer: NodeJS.Timeout;
  #isRecording = false;
  #isClaiming = false;
  #isDry = true;
  #isStopping = false;
  #wakes = 0;
  #idleWaiters: (() => void)[] = [];

  constructor(settings: DrainSettings) {
    this.#settings = { batch: 500, leaseSeconds: 60, onOutcome: () => {}, ...settings };
    this.#renewTimer = setInterval(() => void this.#renew(), (this.#settings.leaseSeconds * 1000) / 3);
    this.#renewTimer.unref();
  }

  /** There may be something to send. */
  wake(): void {
    if (this.#isStopping) return;
    this.#wakes++;
    this.#isDry = false;
    this.#work();
  }

  /** Resolves when nothing is claimed, being sent or still to be recorded, and the queue was found empty. */
  async untilIdle(): Promise<void> {
    if (this.#isIdle) return;
    await new Promise<void>((resolve) => this.#idleWaiters.push(resolve));
  }

  /** Claims nothing more, gives back what was not begun, and waits for what is being sent. */
  async stop(patienceMs = 8_000): Promise<void> {
    this.#isStopping = true;
    this.#isDry = true;
    const unbegun = this.#backlog.splice(0);
    if (unbegun.length > 0) await this.#settings.queue.release(leases(unbegun)).catch(this.#complain("release"));
    let patience: NodeJS.Timeout | undefined;
    await Promise.race([
      this.untilIdle(),
      new Promise<void>((resolve) => {
        patience = setTimeout(resolve, patienceMs);
      }),
    ]);
    clearTimeout(patience);
    clearTimeout(this.#recordTimer);
    clearInterval(this.#renewTimer);
  }

  get #isIdle(): boolean {
    const isQuiet = this.#isDry && !this.#isClaiming && !this.#isRecording;
    return isQuiet && this.#backlog.length === 0 && this.#active.size === 0 && this.#reports.length === 0;
  }

  #work(): void {
    while (this.#active.size < this.#settings.concurrency) {
      const held = this.#backlog.shift();
      if (!held) break;
      if (held.heldUntil <= Date.now()) continue; // another worker's by now
      this.#active.set(held.delivery.id, held);
      void this.#send(held.delivery);
    }
    if (!this.#isDry && !this.#isClaiming && this.#backlog.length < this.#settings.concurrency) void this.#claim();
    if (this.#isIdle) for (const resolve of this.#idleWaiters.splice(0)) resolve();
  }

  async #claim(): Promise<void> {
    this.#isClaiming = true;
    const seen = this.#wakes;
    try {
      const { queue, channel, batch, leaseSeconds } = this.#settings;
      const heldUntil = this.#leaseFromNow();
      const { deliveries, isQueueEmpty } = await queue.claim(channel, batch, leaseSeconds);
      // A wake during the claim may speak of rows that it did not see.
      if (isQueueEmpty && this.#wakes === seen) this.#isDry = true;
      const claimed = deliveries.map((delivery) => ({ delivery, heldUntil }));
      if (this.#isStopping && claimed.length > 0) await queue.release(leases(claimed));
      else this.#backlog.push(...claimed);
    } catch (error) {
      this.#complain("claim")(error);
      this.#isDry = true; // until the next wake: the poll comes every second
    } finally {
      this.#isClaiming = false;
      this.#work();
    }
  }

  async #send(delivery: ClaimedDelivery): Promise<void> {
    const outcome = await this.#attempt(delivery);
    this.#settings.onOutcome(delivery, outcome);
    this.#active.delete(delivery.id);
    this.#reports.push(reportOf(delivery, outcome));
    this.#recordSoon();
    this.#work();
  }

  async #attempt(delivery: ClaimedDelivery): Promise<DeliveryOutcome> {
    try {
      return await this.#settings.send(delivery);
    } catch (error) {
      // The transports do not throw: the message itself could not be made, and trying again would not help.
      this.#settings.log.error("delivery.not_composed", { delivery: delivery.id, error });
      return { result: "failed", error: `not_composed: ${(error as Error).message}`.slice(0, 500), response: null };
    }
  }

  #recordSoon(): void {
    if (this.#isRecording) return;
    clearTimeout(this.#recordTimer);
    const isLast = this.#active.size === 0 && this.#backlog.length === 0;
    if (isLast || this.#reports.length >= RECORD_AT_ONCE) void this.#record();
    else this.#recordTimer = setTimeout(() => void this.#record(), RECORD_WITHIN_MS);
  }

  async #record(): Promise<void> {
    this.#isRecording = true;
    const reports = this.#reports;
    this.#reports = [];
    try {
      await this.#settings.queue.record(reports);
      for (const { result } of reports) {
        this.counts[result === "sent" ? "sent" : result === "retry" ? "retried" : "failed"]++;
      }
    } catch (error) {
      // What was sent must not be forgotten: it would be sent again when the lease ends.
      this.#complain("record")(error);
      this.#reports = [...reports, ...this.#reports];
      await new Promise((resolve) => setTimeout(resolve, PAUSE_AFTER_ERROR_MS));
    } finally {
      this.#isRecording = false;
      if (this.#reports.length > 0) this.#recordSoon();
      this.#work();
    }
  }

  async #renew(): Promise<void> {
    const held = [...this.#active.values(), ...this.#backlog];
    if (held.length === 0) return;
    const heldUntil = this.#leaseFromNow();
    try {
      const ours = await this.#settings.queue.renew(leases(held), this.#settings.leaseSeconds);
      for (const one of held) if (ours.has(one.delivery.id)) one.heldUntil = heldUntil;
      const asked = new Set(held);
      this.#backlog = this.#backlog.filter((one) => !asked.has(one) || ours.has(one.delivery.id));
    } catch (error) {
      this.#complain("renew")(error);
    }
  }

  #leaseFromNow(): number {
    return Date.now() + this.#settings.leaseSeconds * 1000;
  }

  #complain(step: string): (error: unknown) => void {
    return (error) => this.#settings.log.error(`drain.${step}_failed`, { channel: this.#settings.channel, error });
  }
}

function reportOf({ id, attempt }: ClaimedDelivery, outcome: DeliveryOutcome): DeliveryReport {
  return {
    id,
    attempt,
    result: outcome.result,
    error: "error" in outcome ? outcome.error : null,
    response: outcome.response,
    retryAfterSeconds: outcome.result === "retry" ? secondsUntilRetry(attempt, outcome.retryAfterSeconds) : null,
  };
}

function leases(held: readonly Held[]) {
  return held.map(({ delivery: { id, attempt } }) => ({ id, attempt }));
}
