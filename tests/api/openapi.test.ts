import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { operations } from "#lib/server/operations/index.ts";
import { withService } from "./service.ts";

const here = withService();
const app = join(import.meta.dirname, "../../app");

/** "GET /api/interventions/{number}" of every method that a route file exports. */
function routes(): string[] {
  return readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("route.ts"))
    .flatMap((file) => {
      const path = `/${file.replace(/\/route\.ts$/, "").replaceAll(/\[(\w+)\]/g, "{$1}")}`;
      const exported = readFileSync(join(app, file), "utf8").matchAll(
        /^export (?:const|(?:async )?function) (GET|POST|PUT|PATCH|DELETE)\b/gm,
      );
      return [...exported].map(([, method]) => `${method} ${path}`);
    })
    .sort();
}

describe("GET /api/openapi.json", () => {
  test("describes every method of every route, and no other", async () => {
    const { paths } = (await here.service.stranger().get("/api/openapi.json")).body;
    const described = Object.entries<Record<string, unknown>>(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual(routes());
    expect(operations).toHaveLength(described.length);
  });

  test("names every parameter of a path, and says who may call", async () => {
    const { paths } = (await here.service.stranger().get("/api/openapi.json")).body;
    for (const { method, path, access } of operations) {
      const described = paths[path][method.toLowerCase()];
      const named = described.parameters
        .filter((one: { in: string }) => one.in === "path")
        .map((one: { name: string }) => one.name);
      expect(named, path).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      expect(described.security.length > 0, `${method} ${path}`).toBe(access !== "anyone");
    }
  });

  test("says what a body may be", async () => {
    const { paths, components } = (await here.service.stranger().get("/api/openapi.json")).body;
    const body = paths["/api/interventions"].post.requestBody.content["application/json"].schema;
    expect(body.required).toEqual(["title"]);
    expect(body.properties.priority.enum).toEqual(["low", "normal", "high", "urgent"]);
    expect(components.schemas.Problem.required).toEqual(
      expect.arrayContaining(["type", "title", "status", "code", "request_id"]),
    );
  });
});

describe("every route that needs somebody", () => {
  const closed = operations.filter(({ access }) => access !== "anyone");
  test.for(closed)("$method $path refuses strangers before it looks at anything", async ({ method, path }) => {
    const answer = await here.service
      .stranger()
      .call(method, path.replaceAll(/\{\w+\}/g, "1"), method === "GET" ? undefined : {});
    expect([answer.status, answer.body.code]).toEqual([401, "not_signed_in"]);
  });
});

describe("headers", () => {
  test("a page runs only scripts with its own nonce, and is framed by nobody", async () => {
    const [one, other] = await Promise.all([fetch(here.service.url), fetch(here.service.url)]);
    const policy = one.headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic'/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toBe(other.headers.get("content-security-policy"));
    expect(one.headers.get("x-content-type-options")).toBe("nosniff");
    expect(one.headers.get("referrer-policy")).toBe("same-origin");
    expect(one.headers.get("strict-transport-security"), "http on this machine").toBeNull();
    expect(one.headers.get("x-powered-by")).toBeNull();
  });

  test.for([
    "/x.js",
    "/x.txt",
    "/icons/none.png",
    "/sw.js/x",
    "/unsubscribe/x/y",
    "/API/session",
    "/_next/x.js",
    "/_next/static/x.js",
  ])("a page is one at %s, too", async (path) => {
    const { headers } = await fetch(`${here.service.url}${path}`);
    if (!headers.get("content-type")?.startsWith("text/html")) return;
    expect(headers.get("content-security-policy") ?? "").toContain("frame-ancestors 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  test.for([
    ["/sw.js", "application/javascript; charset=UTF-8"],
    ["/icons/icon-192.png", "image/png"],
    ["/manifest.webmanifest", "application/manifest+json"],
  ] as const)("%s is a file, and nothing else", async ([path, type]) => {
    const { status, headers } = await fetch(`${here.service.url}${path}`);
    expect([status, headers.get("content-type")]).toEqual([200, type]);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("an answer of the API is data only, kept by nobody", async () => {
    const { headers } = await here.service.stranger().get("/api/session");
    expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });
});

test("GET /api/health answers as every other operation does", async () => {
  const answer = await here.service.stranger().get("/api/health");
  expect([answer.status, answer.body]).toEqual([200, { status: "ok" }]);
  expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
});

test("GET /api/ready tells the state of each part", async () => {
  const answer = await here.service.stranger().get("/api/ready");
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ status: "ready", database: "ok", auth: "ok", queue: { state: "ok" } });
});
