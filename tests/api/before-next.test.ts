import { type IncomingMessage, request } from "node:http";
import { json } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { withService } from "./service.ts";

const here = withService();

/** By hand, because fetch sends neither such methods nor such paths. */
async function ask(method: string, path: string) {
  const { hostname, port } = new URL(here.service.url);
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request({ hostname, port, method, path }, resolve).once("error", reject).end();
  const answer = await promise;
  const { statusCode, headers } = answer;
  if (method !== "HEAD") expect(headers["content-type"], `${method} ${path}`).toBe("application/problem+json");
  expect(headers["x-request-id"], `${method} ${path}`).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers["cache-control"], `${method} ${path}`).toBe("no-store");
  return {
    status: statusCode,
    allow: headers.allow,
    body: method === "HEAD" ? null : ((await json(answer)) as object),
  };
}

describe("what no route gets to see is a problem document, too", () => {
  test.for(["/api/%ff", "/api/statuses/%", "/api/interventions/%c0%ae/status", "/api"])("GET %s", async (path) => {
    expect(await ask("GET", path)).toMatchObject({ status: 404, body: { code: "not_found" } });
  });

  test.for(["TRACE", "PROPFIND", "PURGE", "DELETE", "PUT", "PATCH"])("%s of a path that lacks it", async (method) => {
    expect(await ask(method, "/api/statuses")).toMatchObject({
      status: 405,
      allow: "GET, HEAD, OPTIONS, POST",
      body: { code: "method_not_allowed", status: 405 },
    });
  });

  test.for(["TRACE", "PROPFIND", "DELETE"])("%s of a path that nothing has", async (method) => {
    expect(await ask(method, "/api/nothing")).toMatchObject({ status: 404, body: { code: "not_found" } });
  });

  test("the link to unsubscribe is not deleted", async () => {
    expect(await ask("DELETE", "/unsubscribe/token")).toMatchObject({ status: 405, allow: "GET, HEAD, OPTIONS, POST" });
  });

  test("HEAD goes where GET goes", async () => {
    const response = await fetch(`${here.service.url}/api/health`, { method: "HEAD" });
    expect([response.status, response.headers.get("x-request-id")]).toEqual([200, expect.any(String)]);
  });

  test("in the words of whoever asks", async () => {
    const headers = { "accept-language": "it" };
    const response = await fetch(`${here.service.url}/api/statuses`, { method: "DELETE", headers });
    expect(await response.json()).toMatchObject({ title: "Qui questa operazione non è possibile." });
  });
});
