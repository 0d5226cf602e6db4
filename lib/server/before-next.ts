import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import { acceptedLanguage } from "./caller-language.ts";
import { finish } from "./finish.ts";
import { operations } from "./operations/index.ts";
import { problemOf } from "./problem.ts";
import { Refusal } from "./refusal.ts";

/** What route handlers can be written for; OPTIONS Next answers by itself, HEAD by GET. */
const known = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

const contract = pathsOfContract();
const stoodBefore = new WeakSet<Server>();

/** Puts ourselves in front of a server's own listener, for what its routes never get to see. */
export function standBefore(server: Server): void {
  if (stoodBefore.has(server)) return;
  stoodBefore.add(server);
  const listeners = server.listeners("request") as RequestListener[];
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    const refusal = refusalOf(request);
    if (refusal) void refuse(refusal, request, response);
    else for (const listener of listeners) listener(request, response);
  });
}

/** Methods that a path does not have, or that nothing has, and paths that cannot be read: Next would answer in HTML. */
function refusalOf({ method = "GET", url = "/" }: IncomingMessage): Refusal | null {
  const [path = "/"] = url.split("?");
  if (!/^\/(api|unsubscribe)(\/|$)/.test(path)) return null;
  if (!isReadable(path)) return new Refusal("not_found");
  const methods = contract.find(({ pattern }) => pattern.test(path))?.methods;
  if (!methods) return known.includes(method) ? null : new Refusal("not_found");
  return methods.includes(method) ? null : new Refusal("method_not_allowed", { allow: methods });
}

async function refuse(refusal: Refusal, { method = "", headers }: IncomingMessage, response: ServerResponse) {
  const language = acceptedLanguage({ headers: new Headers({ "accept-language": headers["accept-language"] ?? "" }) });
  const exchange = { requestId: randomUUID(), language, actor: null, cookies: [], startedAt: performance.now() };
  const answer = finish(await problemOf(refusal, exchange), exchange, { method, path: "*" });
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(await answer.text());
}

function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function pathsOfContract() {
  const methods = new Map<string, string[]>();
  for (const { path, method } of operations) {
    const also = method === "GET" ? ["GET", "HEAD"] : [method];
    methods.set(path, [...(methods.get(path) ?? ["OPTIONS"]), ...also]);
  }
  // A path that is named outright is meant before one with a parameter in its place, as Next has it.
  const byParameters = [...methods].sort(([one], [other]) => one.split("{").length - other.split("{").length);
  return byParameters.map(([path, allowed]) => ({
    pattern: new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`),
    methods: allowed.sort(),
  }));
}
