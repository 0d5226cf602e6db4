import type dns from "node:dns";
import type { ConnectionOptions } from "node:tls";
import { Agent } from "undici";
import type { DeliveryOutcome } from "../domain/notifications/outcome.ts";
import { checkEndpoint } from "../domain/push/endpoint.ts";
import { guardedConnector } from "./endpoint-guard.ts";
import { encryptPush, largestPayloadBytes } from "./push-encryption.ts";
import { outcomeOfAnswer, outcomeOfError } from "./push-outcome.ts";
import { post } from "./push-request.ts";
import { type VapidSettings, vapidAuthorization } from "./vapid-authorization.ts";

export type PushTransportSettings = {
  vapid: VapidSettings;
  /** `host:port` each, beside the known push services; for private push services and tests. */
  allowedHosts: readonly string[];
  /** To each push service at once; more messages than that wait their turn, within `timeoutMs`. */
  connections?: number;
  /** From `send` to its outcome, waiting and connecting included. */
  timeoutMs?: number;
  /** Another CA than the machine's. */
  tls?: Pick<ConnectionOptions, "ca">;
  /** Milliseconds since 1970; `Date.now` but for tests. */
  now?: () => number;
  /** `dns.lookup` but for tests. */
  resolve?: typeof dns.lookup;
};

export type PushMessage = {
  /** As the browser gave it: `p256dh` and `auth` base64url. */
  subscription: { endpoint: string; p256dh: string; auth: string };
  payload: string | Buffer;
  /** How long the push service keeps it for a device that is away. */
  ttlSeconds: number;
  urgency: "very-low" | "low" | "normal" | "high";
  /** A later message with the same topic replaces one not delivered yet: at most 32 base64url characters (RFC 8030). */
  topic?: string;
};

export type PushTransport = {
  /** Never throws: whatever goes wrong is an outcome. */
  send(message: PushMessage): Promise<DeliveryOutcome>;
  /** Lets what is being sent come to its end. */
  close(): Promise<void>;
};

/**
 * Sends Web Push messages: encrypted, signed once an audience, over connections kept open and bounded, to guarded endpoints.
 *
 * @throws when the VAPID settings are not valid
 */
export function createPushTransport(settings: PushTransportSettings): PushTransport {
  const { allowedHosts, connections = 32, timeoutMs = 10_000, now = Date.now, tls, resolve } = settings;
  const authorizationFor = vapidAuthorization(settings.vapid, now);
  const agent = new Agent({
    connections,
    connect: guardedConnector({ allowedHosts, connectTimeoutMs: timeoutMs, tls, resolve }),
    keepAliveTimeout: 30_000,
  });

  return { send, close: () => agent.close() };

  async function send(message: PushMessage): Promise<DeliveryOutcome> {
    const endpoint = checkEndpoint(message.subscription.endpoint, allowedHosts);
    if (!endpoint.ok) return failed(`endpoint_not_allowed: ${endpoint.reason}`);
    const fault = faultOf(message);
    if (fault) return failed(fault);
    let body: Buffer;
    try {
      body = encryptPush(message.payload, message.subscription);
    } catch (error) {
      return failed(`invalid_subscription_keys: ${error instanceof Error ? error.message : String(error)}`);
    }
    try {
      const headers = headersFor(message, authorizationFor(endpoint.url.origin));
      return outcomeOfAnswer(await post(agent, { url: endpoint.url, headers, body }, timeoutMs), now());
    } catch (error) {
      return outcomeOfError(error);
    }
  }
}

function faultOf({ payload, ttlSeconds, topic }: PushMessage): string | null {
  if (Buffer.byteLength(payload) > largestPayloadBytes) return "payload_too_large";
  if (!Number.isInteger(ttlSeconds) || ttlSeconds < 0) return "invalid_ttl";
  if (topic !== undefined && !/^[A-Za-z0-9_-]{1,32}$/.test(topic)) return "invalid_topic";
  return null;
}

function headersFor(message: PushMessage, authorization: string): Record<string, string> {
  return {
    authorization,
    "content-encoding": "aes128gcm",
    "content-type": "application/octet-stream",
    ttl: String(message.ttlSeconds),
    urgency: message.urgency,
    ...(message.topic === undefined ? {} : { topic: message.topic }),
  };
}

function failed(error: string): DeliveryOutcome {
  return { result: "failed", error, response: null };
}
