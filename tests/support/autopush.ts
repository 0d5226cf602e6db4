import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type WebSocket, WebSocketServer } from "ws";
import { listen } from "#supabase/local/push-inbox/listen.ts";
import { selfSignedCertificate } from "#supabase/local/push-inbox/self-signed-certificate.ts";
import { faultOfVapid } from "#supabase/local/push-inbox/vapid-check.ts";

type Channel = { id: string; uaid: string; key: string | null; isGone: boolean };
type Message = { channelID: string; version: string; data: string };
/** Of an ack: 100 delivered, 101 not decrypted, 102 not delivered. */
type Ack = { channelID: string; version: string; code: number };

export type Autopush = Awaited<ReturnType<typeof startAutopush>>;

/**
 * A push service that speaks Mozilla's protocol to stock Firefox (`dom.push.serverURL`), and takes Web Push messages by
 * https (RFC 8030) as strictly as a browser maker's: so a push goes all the way from the worker to a real browser.
 */
export async function startAutopush() {
  const { key, cert } = selfSignedCertificate();
  const folder = mkdtempSync(join(tmpdir(), "campanella-autopush-"));
  const caFile = join(folder, "ca.pem");
  writeFileSync(caFile, cert);

  const channels = new Map<string, Channel>();
  const browsers = new Map<string, WebSocket>();
  const waiting = new Map<string, Message[]>();
  const acks: Ack[] = [];

  const senders = createServer({ key, cert }, (request, response) => void take(request, response));
  const host = `127.0.0.1:${await listen(senders, 0)}`;
  const origin = `https://${host}`;

  const sockets = createHttpServer();
  const server = new WebSocketServer({ server: sockets, handleProtocols: () => "push-notification" });
  server.on("connection", (socket) => greet(socket));
  const url = `ws://127.0.0.1:${await listen(sockets, 0)}/`;

  return {
    /** For `dom.push.serverURL`. */
    url,
    /** For `PUSH_ALLOWED_HOSTS`, and the authority for `NODE_EXTRA_CA_CERTS`. */
    host,
    caFile,
    acks,
    /** How many subscriptions there are that nobody has given up. */
    subscriptions: () => [...channels.values()].filter(({ isGone }) => !isGone).length,
    /** From now on every endpoint so far answers 410. */
    forgetAll: () => {
      for (const channel of channels.values()) channel.isGone = true;
    },
    close: async () => {
      for (const socket of server.clients) socket.terminate();
      server.close();
      senders.closeAllConnections();
      await Promise.all([senders, sockets].map((one) => new Promise((resolve) => one.close(resolve))));
      rmSync(folder, { recursive: true });
    },
  };

  function greet(socket: WebSocket): void {
    let uaid = "";
    socket.on("message", (data) => {
      const message = JSON.parse(String(data));
      const say = (answer: object) => socket.send(JSON.stringify(answer));
      switch (message.messageType) {
        case "hello":
          uaid = message.uaid || randomUUID().replaceAll("-", "");
          browsers.set(uaid, socket);
          say({ messageType: "hello", status: 200, uaid, use_webpush: true });
          for (const waitingMessage of waiting.get(uaid) ?? []) deliver(socket, waitingMessage);
          return;
        case "register":
          channels.set(message.channelID, {
            id: message.channelID,
            uaid,
            key: message.key?.replaceAll("=", "") ?? null,
            isGone: false,
          });
          return say({
            messageType: "register",
            status: 200,
            channelID: message.channelID,
            pushEndpoint: `${origin}/wpush/v2/${message.channelID}`,
          });
        case "unregister":
          channels.delete(message.channelID);
          return say({ messageType: "unregister", status: 200, channelID: message.channelID });
        case "ack":
          acks.push(...message.updates);
          for (const { version } of message.updates as Ack[])
            waiting.set(
              uaid,
              (waiting.get(uaid) ?? []).filter((one) => one.version !== version),
            );
          return;
        default:
          say({}); // a ping is answered by the same
      }
    });
  }

  function deliver(socket: WebSocket, message: Message): void {
    socket.send(JSON.stringify({ messageType: "notification", ...message, headers: { encoding: "aes128gcm" } }));
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const channel = channels.get(request.url?.split("/").at(-1) ?? "");
    const refuse = (status: number) => void response.writeHead(status).end();
    if (!channel) return refuse(404);
    if (channel.isGone) return refuse(410);
    if (faultOfVapid(request.headers.authorization, origin, channel.key)) return refuse(403);
    if (!/^\d+$/.test(String(request.headers.ttl))) return refuse(400);
    if (body.length > 4096) return refuse(413);
    const message = { channelID: channel.id, version: randomUUID(), data: body.toString("base64url") };
    waiting.set(channel.uaid, [...(waiting.get(channel.uaid) ?? []), message]);
    const socket = browsers.get(channel.uaid);
    if (socket?.readyState === socket?.OPEN && socket) deliver(socket, message);
    response.writeHead(201, { location: `${origin}/m/${message.version}` }).end();
  }
}
