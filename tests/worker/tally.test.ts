import { describe, expect, test } from "vitest";
import type { ClaimedDelivery } from "#lib/db/deliveries-queue.ts";
import type { DeliveryOutcome } from "#lib/domain/notifications/outcome.ts";
import { Tally } from "#lib/worker/tally.ts";

const at = Date.parse("2026-11-26T12:00:00Z");
const claimed = (attempt: number) =>
  ({ id: attempt, attempt, queued_at: new Date(at - 3_000) }) as unknown as ClaimedDelivery;
const sent: DeliveryOutcome = { result: "sent", response: "250 ok" };
const silent: DeliveryOutcome = { result: "retry", error: "ETIMEDOUT", response: null, retryAfterSeconds: null };
const putOff: DeliveryOutcome = { result: "retry", error: "451 later", response: "451 later", retryAfterSeconds: null };

function told(...outcomes: [outcome: DeliveryOutcome, attempt?: number][]) {
  const tally = new Tally();
  for (const [index, [outcome, attempt = 1]] of outcomes.entries())
    tally.note("smtp", "email", claimed(attempt), outcome, at + index * 1_000);
  return tally;
}

const serviceOf = (tally: Tally) => tally.take(at + 10_000)?.services[0];

describe("what a worker tells of its attempts", () => {
  test("nothing where nothing was tried, and nothing twice", () => {
    const tally = told([sent]);
    expect(tally.take(at)).not.toBeNull();
    expect(tally.take(at)).toBeNull();
  });

  test("no answer counts each time, a message that is put off once", () => {
    expect(serviceOf(told([silent, 1], [silent, 2], [silent, 3]))?.failures).toBe(3);
    expect(serviceOf(told([putOff, 1], [putOff, 2], [putOff, 3]))?.failures).toBe(1);
    expect(serviceOf(told([putOff], [putOff], [putOff]))?.failures).toBe(3);
  });

  test("a success ends what failed before it, not what fails after it", () => {
    expect(serviceOf(told([silent], [silent], [sent], [silent]))).toEqual({
      service: "smtp",
      channel: "email",
      succeeded_ago: 8,
      failed_ago: 7,
      failing_for: 7,
      failures: 1,
      error: "ETIMEDOUT",
    });
  });

  test("a device that is gone was said to be so by a service that works", () => {
    const gone: DeliveryOutcome = { result: "device_gone", response: "410" };
    expect(serviceOf(told([silent], [gone]))).toMatchObject({ failures: 0, error: null, succeeded_ago: 9 });
  });

  test("times of what was sent stand in their bucket; what could not be reported is told next time", () => {
    const tally = told([sent], [sent], [silent]);
    const report = tally.take(at);
    expect(report?.times).toEqual([{ channel: "email", up_to: "5", count: 2, seconds: 7 }]);
    if (report) tally.putBack(report);
    tally.note("smtp", "email", claimed(1), sent, at);
    const again = tally.take(at);
    expect(again?.counts).toEqual([
      { channel: "email", result: "sent", count: 3 },
      { channel: "email", result: "retry", count: 1 },
    ]);
    expect(again?.times).toEqual([{ channel: "email", up_to: "5", count: 3, seconds: 10 }]);
  });
});
