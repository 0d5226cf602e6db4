import type dns from "node:dns";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import webPush from "web-push";
import { largestPayloadBytes } from "#lib/delivery/push-encryption.ts";
import { createPushTransport, type PushTransport } from "#lib/delivery/push-transport.ts";
import { type PushService, startPushService, type TestSubscription } from "#tests/support/push-service.ts";

const keys = webPush.generateVAPIDKeys();
const vapid = { subject: "mailto:office@brambilla.example", ...keys };

let service: PushService;
let transport: PushTransport;

beforeAll(async () => {
  service = await startPushService();
});
afterAll(() => service.close());
afterEach(() => transport.close());

function start(settings: Partial<Parameters<typeof createPushTransport>[0]> = {}): void {
  transport = createPushTransport({ vapid, allowedHosts: [service.host], tls: { ca: service.ca }, ...settings });
}

function send(
  subscription: TestSubscription,
  differences: { payload?: string; topic?: string; ttlSeconds?: number } = {},
) {
  return transport.send({ subscription, payload: "ciao", ttlSeconds: 60, urgency: "normal", ...differences });
}

describe("a push that arrives", () => {
  test("says what was sent, to that device alone, with urgency, TTL and topic", async () => {
    start();
    const phone = service.subscribe(keys.publicKey);
    const outcome = await transport.send({
      subscription: phone,
      payload: JSON.stringify({ title: "#1042 Chiuso · Caldaia 👩‍🔧" }),
      ttlSeconds: 14_400,
      urgency: "high",
      topic: "notification-123",
    });
    expect(outcome).toEqual({ result: "sent", response: "201" });
    const [delivery, ...more] = service.deliveriesTo(phone.endpoint);
    expect(more).toEqual([]);
    expect(delivery?.text()).toBe('{"title":"#1042 Chiuso · Caldaia 👩‍🔧"}');
    expect(delivery?.headers).toMatchObject({ ttl: "14400", urgency: "high", topic: "notification-123" });
  });

  test("may be as large as push services take", async () => {
    start();
    const phone = service.subscribe();
    expect(await send(phone, { payload: "x".repeat(largestPayloadBytes) })).toMatchObject({ result: "sent" });
    expect(service.deliveriesTo(phone.endpoint)[0]?.text()).toHaveLength(largestPayloadBytes);
  });

  test("shares its connections with the others", async () => {
    start({ connections: 2 });
    const before = service.counts.connections;
    const phones = Array.from({ length: 40 }, () => service.subscribe());
    const outcomes = await Promise.all(phones.map((phone) => send(phone)));
    expect(new Set(outcomes.map(({ result }) => result))).toEqual(new Set(["sent"]));
    expect(service.counts.connections - before).toBeLessThanOrEqual(2);
  });

  test("is signed afresh only when half of the token's life is over", async () => {
    let time = Date.now();
    start({ now: () => time });
    const phone = service.subscribe();
    const authorization = async () => {
      expect(await send(phone)).toMatchObject({ result: "sent" });
      return service.deliveriesTo(phone.endpoint).at(-1)?.headers.authorization;
    };
    const first = await authorization();
    time += 5.9 * 3_600_000;
    expect(await authorization()).toBe(first);
    time += 0.2 * 3_600_000;
    expect(await authorization()).not.toBe(first);
  });
});

describe("what the push service answers", () => {
  test.each([
    [200, "sent"],
    [202, "sent"],
    [301, "failed"],
    [307, "failed"],
    [400, "failed"],
    [401, "failed"],
    [403, "failed"],
    [404, "device_gone"],
    [408, "retry"],
    [410, "device_gone"],
    [413, "failed"],
    [418, "failed"],
    [425, "retry"],
    [429, "retry"],
    [500, "retry"],
    [502, "retry"],
    [503, "retry"],
  ])("%i means %s", async (status, result) => {
    start();
    const phone = service.subscribe();
    service.behave(phone.endpoint, { status, body: `because ${phone.endpoint}` });
    const outcome = await send(phone);
    expect(outcome).toMatchObject({ result, response: `${status} because ${service.origin}/…` });
  });

  test.each([429, 503])("%i may name a time to come back", async (status) => {
    start({ now: () => Date.parse("2026-11-23T12:00:00Z") });
    const phone = service.subscribe();
    service.behave(phone.endpoint, { status, headers: { "retry-after": "17" } });
    expect(await send(phone)).toMatchObject({ result: "retry", retryAfterSeconds: 17 });
    service.behave(phone.endpoint, { status, headers: { "retry-after": "Mon, 23 Nov 2026 12:01:00 GMT" } });
    expect(await send(phone)).toMatchObject({ result: "retry", retryAfterSeconds: 60 });
  });

  test("a redirect is not followed", async () => {
    start();
    const [phone, other] = [service.subscribe(), service.subscribe()];
    service.behave(phone.endpoint, { status: 307, headers: { location: other.endpoint } });
    expect(await send(phone)).toMatchObject({ result: "failed" });
    expect(service.deliveriesTo(other.endpoint)).toEqual([]);
  });

  test("an unsubscribed device is gone, another's sender is refused without losing the device", async () => {
    start();
    const gone = service.subscribe();
    service.unsubscribe(gone.endpoint);
    expect(await send(gone)).toMatchObject({ result: "device_gone" });
    const foreign = service.subscribe(webPush.generateVAPIDKeys().publicKey);
    expect(await send(foreign)).toMatchObject({ result: "failed", response: expect.stringContaining("403") });
  });

  test("an endless or huge explanation is cut off; the status counts", async () => {
    start({ timeoutMs: 300 });
    const phone = service.subscribe();
    service.behave(phone.endpoint, "drip");
    expect(await send(phone)).toMatchObject({ result: "failed", response: expect.stringMatching(/^400 \.+$/) });
    service.behave(phone.endpoint, { status: 201, body: Buffer.alloc(1_000_000, "x") });
    const outcome = await send(phone);
    expect(outcome.result).toBe("sent");
    expect(outcome.result === "sent" && outcome.response.length).toBeLessThanOrEqual(300);
  });
});

describe("when the network fails, it is tried again", () => {
  test.each([
    ["hang", "TimeoutError: no answer within 300 ms"],
    ["drop", "other side closed"],
  ] as const)("%s", async (behaviour, error) => {
    start({ timeoutMs: 300 });
    const phone = service.subscribe();
    service.behave(phone.endpoint, behaviour);
    expect(await send(phone)).toMatchObject({ result: "retry", response: null, error: expect.stringContaining(error) });
  });

  test("nobody listens", async () => {
    start({ allowedHosts: ["127.0.0.1:1"] });
    const phone = { ...service.subscribe(), endpoint: "https://127.0.0.1:1/x" };
    expect(await send(phone)).toMatchObject({ result: "retry", error: expect.stringContaining("ECONNREFUSED") });
  });

  test("the certificate is not trusted", async () => {
    start({ tls: undefined });
    expect(await send(service.subscribe())).toMatchObject({
      result: "retry",
      error: expect.stringMatching(/SELF_SIGNED/),
    });
  });

  test("what waited in vain for a connection is not sent afterwards", async () => {
    start({ connections: 1, timeoutMs: 300 });
    const phones = Array.from({ length: 20 }, () => service.subscribe());
    for (const phone of phones) service.behave(phone.endpoint, "hang");
    const before = service.counts.requests;
    const outcomes = await Promise.all(phones.map((phone) => send(phone)));
    expect(new Set(outcomes.map(({ result }) => result))).toEqual(new Set(["retry"]));
    expect(await send(service.subscribe())).toMatchObject({ result: "sent" });
    // The one that hung, at most one or two that got its connection in the very moment, and the last one.
    expect(service.counts.requests - before).toBeLessThanOrEqual(4);
  });
});

describe("what is never sent", () => {
  test.each([
    ["p256dh of a wrong length", { p256dh: "BAAA" }],
    ["p256dh that is not a point of the curve", { p256dh: Buffer.alloc(65, 4).toString("base64url") }],
    ["p256dh that is not base64url", { p256dh: "💥".repeat(20) }],
    ["empty p256dh", { p256dh: "" }],
    ["short auth", { auth: "AAAA" }],
    ["empty auth", { auth: "" }],
  ])("to keys that are no keys: %s", async (_what, wrong) => {
    start();
    const before = service.counts.requests;
    const outcome = await send({ ...service.subscribe(), ...wrong });
    expect(outcome).toMatchObject({ result: "failed", error: expect.stringContaining("invalid_subscription_keys") });
    expect(service.counts.requests).toBe(before);
  });

  test("more than a push service takes, a topic or a TTL that it would refuse", async () => {
    start();
    const phone = service.subscribe();
    const tooLarge = { payload: "x".repeat(largestPayloadBytes + 1) };
    expect(await send(phone, tooLarge)).toMatchObject({ result: "failed", error: "payload_too_large" });
    expect(await send(phone, { topic: "a b" })).toMatchObject({ result: "failed", error: "invalid_topic" });
    expect(await send(phone, { ttlSeconds: 0.5 })).toMatchObject({ result: "failed", error: "invalid_ttl" });
  });

  test("to an endpoint that is not allowed", async () => {
    start({ allowedHosts: [] });
    const before = service.counts.connections;
    expect(await send(service.subscribe())).toMatchObject({
      result: "failed",
      error: "endpoint_not_allowed: ip_address",
    });
    expect(service.counts.connections).toBe(before);
  });

  test("to a known name that leads into our own network", async () => {
    const resolve = ((_name: string, _options: dns.LookupOptions, callback: (...args: unknown[]) => void) =>
      callback(null, [{ address: "127.0.0.1", family: 4 }])) as typeof dns.lookup;
    start({ allowedHosts: [], resolve });
    const phone = { ...service.subscribe(), endpoint: "https://fcm.googleapis.com/fcm/send/x" };
    expect(await send(phone)).toMatchObject({ result: "failed", error: "endpoint_not_allowed: private_address" });
  });
});

test("keys that are no keys stop the start", () => {
  start();
  expect(() => createPushTransport({ vapid: { ...vapid, privateKey: "x" }, allowedHosts: [] })).toThrow();
  expect(() => createPushTransport({ vapid: { ...vapid, subject: "office" }, allowedHosts: [] })).toThrow();
});
