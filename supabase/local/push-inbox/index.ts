/**
 * The push inbox: a push service on this machine, for devices that only keep what they get. As a mailbox takes every
 * mail, it takes every push to its devices, decrypts it as a browser would, and shows it. Its two ports and the folder
 * for its certificate come as arguments: `index.ts <push port> <web port> <folder>`.
 */
import { writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { inboxPage } from "./inbox-page.ts";
import { listen } from "./listen.ts";
import { startPushService } from "./push-service.ts";
import { selfSignedCertificate } from "./self-signed-certificate.ts";

const [pushPort, webPort, folder] = process.argv.slice(2);
if (!pushPort || !webPort || !folder) throw new Error("usage: index.ts <push port> <web port> <folder>");

const certificate = selfSignedCertificate();
writeFileSync(join(folder, "ca.pem"), certificate.cert, { mode: 0o600 });
const service = await startPushService({ port: Number(pushPort), certificate });
const web = createServer((request, response) => {
  try {
    answer(request, response);
  } catch (error) {
    json(response, 404, { error: (error as Error).message });
  }
});
await listen(web, Number(webPort));

process.once("SIGTERM", async () => {
  web.close();
  web.closeAllConnections();
  await service.close();
});

function answer(request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const id = /^\/devices\/([\w-]+)$/.exec(pathname)?.[1];
  switch (`${request.method} ${id ? "/devices/:id" : pathname}`) {
    case "GET /":
      html(response, inboxPage(messages()));
      break;
    case "GET /messages":
      json(response, 200, messages());
      break;
    case "POST /devices":
      json(response, 201, subscription(service.subscribe(searchParams.get("key"))));
      break;
    case "DELETE /devices/:id":
      service.unsubscribe(`${service.origin}/push/${id}`);
      json(response, 200, {});
      break;
    default:
      json(response, 404, { error: "not here" });
  }
}

/** As a browser's `PushSubscription.toJSON()`: what `PUT /api/push-subscriptions` takes. */
function subscription({ endpoint, p256dh, auth }: ReturnType<typeof service.subscribe>) {
  return { endpoint, expirationTime: null, keys: { p256dh, auth } };
}

/** Newest first. */
function messages() {
  return service.deliveries.toReversed().map(({ endpoint, headers, receivedAt, text }) => ({
    endpoint,
    received_at: receivedAt.toISOString(),
    ttl: Number(headers.ttl),
    urgency: headers.urgency?.toString() ?? "normal",
    payload: JSON.parse(text()),
  }));
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function html(response: ServerResponse, body: string): void {
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(body);
}
