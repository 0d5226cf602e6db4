import { describe, expect, test } from "vitest";
import { type ChannelHealth, healthOf } from "#lib/domain/deliveries/health.ts";

const now = "2026-11-26T12:00:00.000Z";
const secondsAgo = (seconds: number) => new Date(Date.parse(now) - seconds * 1000).toISOString();

const service = (name: string, failingFor: number | null): ChannelHealth["services"][number] => ({
  name,
  is_failing: failingFor !== null,
  last_success_at: null,
  last_failure_at: failingFor === null ? null : secondsAgo(1),
  failing_since: failingFor === null ? null : secondsAgo(failingFor),
  last_error: failingFor === null ? null : "ETIMEDOUT",
});

function channel(
  name: "email" | "push",
  waiting: number,
  oldest: number | null,
  services: ChannelHealth["services"] = [],
) {
  return { channel: name, waiting, oldest_at: oldest === null ? null : secondsAgo(oldest), services };
}

describe("what is an outage", () => {
  test("nothing is out where all beats and nothing waits for long", () => {
    const { worker, outages } = healthOf(secondsAgo(60), [channel("email", 3, 300), channel("push", 0, null)], now);
    expect([worker.state, outages]).toEqual(["ok", []]);
  });

  test("without a worker that is all there is to say, once for all channels", () => {
    const { outages } = healthOf(secondsAgo(61), [channel("email", 3, 900), channel("push", 2, 1200)], now);
    expect(outages).toEqual([
      { part: "worker", service: null, since: secondsAgo(61), error: null, waiting: 5, oldest_at: secondsAgo(1200) },
    ]);
  });

  test("where none was ever, a scheduled call has two minutes", () => {
    expect(healthOf(null, [channel("email", 1, 120)], now).outages).toEqual([]);
    expect(healthOf(null, [channel("email", 1, 121)], now).outages).toMatchObject([{ part: "worker", since: null }]);
  });

  test("of several services of a channel that fail, since the first began to", () => {
    const services = [service("a.example", 60), service("b.example", 600), service("c.example", null)];
    const { outages } = healthOf(secondsAgo(1), [channel("email", 0, null), channel("push", 4, 30, services)], now);
    expect(outages).toMatchObject([{ part: "push", since: secondsAgo(600), waiting: 4, error: "ETIMEDOUT" }]);
  });

  test("what waits for more than five minutes is late, though nobody says why", () => {
    const { outages } = healthOf(secondsAgo(1), [channel("email", 1, 301, [service("smtp", null)])], now);
    expect(outages).toMatchObject([{ part: "email", service: null, since: null, waiting: 1 }]);
  });
});
