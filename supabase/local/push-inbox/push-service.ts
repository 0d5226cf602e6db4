import { createECDH, type ECDH, randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decryptPush } from "./decrypt-push.ts";
import { listen } from "./listen.ts";
import { selfSignedCertificate } from "./self-signed-certificate.ts";
import { faultOfVapid } from "./vapid-check.ts";

/** As `PushSubscription.toJSON()` has it, flattened. */
export type TestSubscription = { endpoint: string; p256dh: string; auth: string };

export type PushDelivery = {
  endpoint: string;
  headers: IncomingHttpHeaders;
  receivedAt: Date;
  /** As it came; `text()` decrypts it with the subscription's keys. */
  body: Buffer;
  text(): string;
};

/**
 * What the service does instead of accepting. `hang` never answers; `drop` closes the connection; `drip` refuses with an
 * explanation that never ends.
 */
export type PushBehaviour =
  | { status: number; headers?: Record<string, string>; body?: string | Buffer }
  | "hang"
  | "drop"
  | "drip";

type Device = { keys: ECDH; auth: Buffer; applicationServerKey: string | null; isGone: boolean };

export type PushService = Awaited<ReturnType<typeof startPushService>>;

/**
 * A push service as RFC 8030, 8291 and 8292 want it, on https and 127.0.0.1: it refuses what a browser maker's would
 * refuse (VAPID 403, TTL 400, size 413, unknown 404, gone 410), keeps what it accepted and can be told to misbehave.
 *
 * @param port 0 takes a free one
 * @param sink accepts everything unread and only counts: for measuring the sender
 */
export async function startPushService({ port = 0, sink = false, certificate = selfSignedCertificate() } = {}) {
  const { key, cert } = certificate;
  const folder = mkdtempSync(join(tmpdir(), "campanella-push-"));
  const caFile = join(folder, "ca.pem");
  writeFileSync(caFile, cert);

  const devices = new Map<string, Device>();
  const deliveries: PushDelivery[] = [];
  const behaviours = new Map<string, PushBehaviour>();
  const counts = { requests: 0, connections: 0 };

  const server = createServer({ key, cert }, (request, response) => {
    counts.requests += 1;
    if (!sink) return void handle(request, response);
    request.resume().once("end", () => response.writeHead(201).end());
  });
  server.on("secureConnection", () => {
    counts.connections += 1;
  });
  const host = `127.0.0.1:${await listen(server, port)}`;
  const origin = `https://${host}`;

  return {
    origin,
    /** For `PUSH_ALLOWED_HOSTS`. */
    host,
    /** PEM of the certificate, and a file with it for a child's NODE_EXTRA_CA_CERTS. */
    ca: cert,
    caFile,
    deliveries,
    counts,
    subscribe,
    unsubscribe: (endpoint: string) => {
      device(endpoint).isGone = true;
    },
    /** From now on the endpoint's messages are treated so; null: properly again. */
    behave: (endpoint: string, behaviour: PushBehaviour | null) => {
      if (behaviour) behaviours.set(endpoint, behaviour);
      else behaviours.delete(endpoint);
    },
    deliveriesTo: (endpoint: string) => deliveries.filter((delivery) => delivery.endpoint === endpoint),
    close,
  };

  /** @param applicationServerKey restricts the subscription to one sender, as `pushManager.subscribe` does */
  function subscribe(applicationServerKey: string | null = null): TestSubscription {
    const keys = createECDH("prime256v1");
    const p256dh = keys.generateKeys().toString("base64url");
    const auth = randomBytes(16);
    const endpoint = `${origin}/push/${randomUUID()}`;
    devices.set(endpoint, { keys, auth, applicationServerKey, isGone: false });
    return { endpoint, p256dh, auth: auth.toString("base64url") };
  }

  function device(endpoint: string): Device {
    const found = devices.get(endpoint);
    if (!found) throw new Error(`no subscription has the endpoint ${endpoint}`);
    return found;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const endpoint = `${origin}${request.url}`;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const behaviour = behaviours.get(endpoint);
    if (behaviour) return misbehave(behaviour, response);
    const refusal = refusalOf(request, endpoint, body);
    if (refusal) return void response.writeHead(refusal.status).end(refusal.reason);
    const { keys, auth } = device(endpoint);
    deliveries.push({
      endpoint,
      receivedAt: new Date(),
      headers: request.headers,
      body,
      text: () => decryptPush(body, keys, auth).toString("utf8"),
    });
    response.writeHead(201, { location: `${origin}/message/${randomUUID()}` }).end();
  }

  function refusalOf(
    request: IncomingMessage,
    endpoint: string,
    body: Buffer,
  ): { status: number; reason: string } | null {
    const found = devices.get(endpoint);
    if (request.method !== "POST") return { status: 405, reason: "POST messages here" };
    if (!found) return { status: 404, reason: "no such subscription" };
    if (found.isGone) return { status: 410, reason: "unsubscribed" };
    const fault = faultOfVapid(request.headers.authorization, origin, found.applicationServerKey);
    if (fault) return { status: 403, reason: fault };
    if (!/^\d+$/.test(request.headers.ttl?.toString() ?? "")) return { status: 400, reason: "no TTL" };
    if (request.headers["content-encoding"] !== "aes128gcm") return { status: 400, reason: "not aes128gcm" };
    return body.length > 4096 ? { status: 413, reason: "larger than 4096 bytes" } : null;
  }

  async function close(): Promise<void> {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
    rmSync(folder, { recursive: true });
  }
}

function misbehave(behaviour: PushBehaviour, response: ServerResponse): void {
  if (behaviour === "drop") response.socket?.destroy();
  else if (behaviour === "drip") drip(response);
  else if (behaviour !== "hang") response.writeHead(behaviour.status, behaviour.headers).end(behaviour.body);
}

function drip(response: ServerResponse): void {
  response.writeHead(400);
  const timer = setInterval(() => response.write("."), 20);
  response.once("close", () => clearInterval(timer));
}
