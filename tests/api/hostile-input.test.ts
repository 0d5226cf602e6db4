import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { operations } from "#lib/server/operations/index.ts";
import { type Operation, takesBody, takesParams, takesQuery } from "#lib/server/operations/operation.ts";
import type { Answer, Client } from "./client.ts";
import { withService } from "./service.ts";

const here = withService();
let admin: Client;
let technician: Client;

/** Streams do not end; jobs and metrics have a secret; the page for unsubscribing has a test of its own. */
const routes = operations.filter(({ path }) => path.startsWith("/api/") && !/stream|jobs|metrics/.test(path));
const withBody = routes.filter(takesBody);

beforeAll(async () => {
  [admin, technician] = await Promise.all([here.service.admin(), here.service.technician()]);
});

/** Signed in as an administrator where that is needed, so that only the input can be refused. */
function callerOf({ access }: Operation): Client {
  return access === "anyone" ? here.service.stranger() : admin;
}

/** A path whose parameters are there or are not; tokens are never good. */
function pathOf({ path }: Operation, parameter = "1"): string {
  return path.replaceAll(/\{\w+\}/g, encodeURIComponent(parameter));
}

/** A path of the right form, so that it is not for the path that it is refused. */
function pathThatMightBe({ path }: Operation): string {
  const isMadeOutside = /accounts|notes|work-lines|attachments/.test(path);
  return path.replaceAll(/\{(\w+)\}/g, (_, name) => {
    if (name === "token") return "0".repeat(64);
    return name === "id" && isMadeOutside ? randomUUID() : "1";
  });
}

function expectRefusal({ status, body }: Answer, what: string) {
  expect(status, what).toBeGreaterThanOrEqual(400);
  expect(status, `${what}: ${JSON.stringify(body)}`).toBeLessThan(500);
  expect(JSON.stringify(body.errors ?? []), "in our own words").not.toMatch(/Invalid input|received|expected/);
}

/** Tries are counted; here it is the input that is to be refused, not the number of tries. */
async function send(operation: Operation, path: string, options: Parameters<Client["call"]>[3] & { body?: unknown }) {
  const { body, ...rest } = options;
  const answer = await callerOf(operation).call(operation.method, path, body, rest);
  if (answer.status === 429) await here.service.forgetTries();
  return answer;
}

async function changesNothing(run: () => Promise<void>): Promise<void> {
  const before = await here.service.digest();
  await run();
  expect(await here.service.digest()).toEqual(before);
}

describe("a body", () => {
  test.for(withBody)(
    "of $method $path that is not what it should be is refused and changes nothing",
    async (operation) => {
      const properties = Object.keys(z.toJSONSchema(operation.body, { io: "input" }).properties ?? {});
      const nonsense = fc.oneof(
        fc.string({ unit: "binary" }),
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom("", "{", "[", '{"a":}', "nul", '{"__proto__":', "'x'", "{}{}"),
      );
      const otherJson = fc.oneof(
        fc.constant(null),
        fc.integer(),
        fc.string(),
        fc.array(fc.jsonValue(), { maxLength: 5 }),
        fc.jsonValue({ maxDepth: 3 }).map((value) => ({ "unknown key": value })),
        fc.record({ "": fc.jsonValue() }),
      );
      // Nothing in the contract is an object with such a key, so whichever field holds it is wrong.
      const wrongType = fc
        .tuple(fc.constantFrom(...properties), fc.constantFrom({ $: 1 }, { $: [] }, { $: null }))
        .map(([key, value]) => ({ [key]: value }));

      await changesNothing(async () => {
        await fc.assert(
          fc.asyncProperty(nonsense, async (raw) => {
            const body = typeof raw === "string" ? raw : Buffer.from(raw);
            fc.pre(!isJson(body.toString()));
            expectRefusal(await send(operation, pathOf(operation), { raw: body }), "nonsense");
          }),
          { numRuns: 10 },
        );
        await fc.assert(
          fc.asyncProperty(fc.oneof(otherJson, wrongType), async (body) => {
            expectRefusal(
              await send(operation, pathOf(operation), { raw: JSON.stringify(body) }),
              JSON.stringify(body),
            );
          }),
          { numRuns: 15 },
        );
      });
    },
  );

  test.for(withBody)("of $method $path that is huge is too large, before it is read", async (operation) => {
    await changesNothing(async () => {
      const huge = JSON.stringify({ title: "x".repeat(3 * 1024 * 1024) });
      const answer = await send(operation, pathOf(operation), { raw: huge });
      expect([answer.status, answer.body.code]).toEqual([413, "too_large"]);
    });
  });

  test("that does not say how long it is is too large all the same", async () => {
    const chunk = Buffer.alloc(256 * 1024, "x");
    let sent = 0;
    const stream = new ReadableStream({
      pull(controller) {
        if (sent++ < 16) controller.enqueue(chunk);
        else controller.close();
      },
    });
    const response = await fetch(`${here.service.url}/api/interventions`, {
      method: "POST",
      headers: {
        origin: here.service.url,
        "content-type": "application/json",
        cookie: [...admin.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      },
      body: stream,
      duplex: "half",
    } as RequestInit);
    expect(response.status).toBe(413);
  });

  test.for(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonx", ""])(
    "as %o is not JSON, as no page of another site can send it without asking",
    async (type) => {
      const answer = await admin.post("/api/interventions", undefined, {
        raw: '{"title":"x"}',
        headers: { "content-type": type },
      });
      expect(answer.body.code).toBe("invalid_input");
    },
  );

  test("deep as a well is refused like any other", async () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    for (const raw of [deep, `{"title":${deep}}`]) {
      expect((await admin.post("/api/interventions", undefined, { raw })).body.code).toBe("invalid_input");
    }
  });

  test("with characters that PostgreSQL or mail cannot take is cleaned or refused, never a fault", async () => {
    const strange = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.string({
        unit: fc.constantFrom("\0", "\ud800", "\udfff", "\u202e", "\r", "\n", "\u2028", "%", "_", "\\", "'", '"', "a"),
        minLength: 1,
      }),
    );
    await fc.assert(
      fc.asyncProperty(strange, async (text) => {
        const answer = await admin.post("/api/interventions", { title: text, description: text });
        expect([201, 400]).toContain(answer.status);
        if (answer.status === 201) expect(answer.body.title).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(
          (await admin.get(`/api/interventions?limit=1&q=${encodeURIComponent(text.toWellFormed())}`)).status,
        ).toBeLessThan(500);
        expect(
          (await admin.get(`/api/contacts?limit=1&q=${encodeURIComponent(text.toWellFormed())}`)).status,
        ).toBeLessThan(500);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a path", () => {
  const strange = [
    "999999999",
    "0",
    "-1",
    "1.5",
    "1e3",
    "99999999999999999999",
    "abc",
    "\0",
    "../1",
    "' or 1=1 --",
    "%",
    "🔔",
    " ",
  ];
  test.for(routes.filter(takesParams))("of $method $path that names nothing is not found", async (operation) => {
    await changesNothing(async () => {
      for (const parameter of strange) {
        const body = takesBody(operation) ? bodyFor(operation) : undefined;
        const answer = await send(operation, `${pathOf(operation, parameter)}${queryFor(operation)}`, { body });
        // A missing technician of an intervention that is missing, too.
        expect(answer.status, `${pathOf(operation, parameter)}: ${JSON.stringify(answer.body)}`).toBe(404);
      }
    });
  });

  test("that no route has is not found", async () => {
    for (const path of ["/api/nothing", "/api/interventions/1/nothing", "/api/a/b/c"])
      for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
        const answer = await here.service.stranger().call(method, path);
        expect([answer.status, answer.body.code]).toEqual([404, "not_found"]);
      }
  });
});

describe("a query", () => {
  test.for(routes.filter(takesQuery))("of $method $path may be anything and is never a fault", async (operation) => {
    const properties = Object.keys(z.toJSONSchema(operation.query, { io: "input" }).properties ?? {});
    const value = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.constantFrom(
        "",
        "0",
        "-1",
        "1",
        "true",
        "null",
        "[]",
        "2026-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "JTVCJTIyeCUyMiUyQzElNUQ",
        "JTVCbnVsbCUyQzElNUQ",
      ),
      fc.bigInt().map(String),
    );
    await changesNothing(() =>
      fc.assert(
        fc.asyncProperty(fc.dictionary(fc.constantFrom(...properties), value, { maxKeys: 4 }), async (query) => {
          const search = new URLSearchParams(Object.entries(query).map(([key, text]) => [key, text.toWellFormed()]));
          for (const client of [admin, technician]) {
            const { status, body } = await client.call(operation.method, `${pathOf(operation, "1001")}?${search}`);
            expect(status, `${search}: ${JSON.stringify(body)}`).toBeLessThan(500);
          }
        }),
        { numRuns: 25 },
      ),
    );
  });
});

describe("a query that nobody knows", () => {
  test.for(routes)("of $method $path is refused by name", async (operation) => {
    await changesNothing(async () => {
      const path = `${pathThatMightBe(operation)}?colour=red`;
      const { status, body } = await send(operation, path, { body: takesBody(operation) ? {} : undefined });
      expect(status, path).toBe(400);
      expect(body.errors, path).toContainEqual(expect.objectContaining({ path: "colour", code: "unknown_field" }));
    });
  });
});

describe("headers", () => {
  test("of any kind are never a fault", async () => {
    const text = fc.string({ unit: fc.constantFrom(..."abc,;=/*-+.q 01:\"'{}%"), maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(text, text, text, async (language, cookie, authorization) => {
        const stranger = here.service.stranger();
        const { port } = new URL(here.service.url);
        const headers = { "accept-language": language, cookie: `campanella-${port}=${cookie}; ${cookie}` };
        expect((await stranger.get("/api/session", { headers })).status).toBe(401);
        expect((await stranger.get("/api/session", { headers: { authorization } })).status).toBe(401);
      }),
      { numRuns: 60 },
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What a query cannot do without. */
function queryFor({ path }: Operation): string {
  return path.endsWith("/status-preview") ? "?status_id=1" : "";
}

/** A body that would be good, so that only the path can be refused. */
function bodyFor({ path, method }: Operation): unknown {
  if (path.endsWith("/check")) return {};
  if (path.endsWith("/watching")) return { is_watched: true };
  if (path.endsWith("/response")) return { response: "accepted" };
  if (path.endsWith("/status")) return { status_id: 1 };
  if (path.endsWith("/technicians")) return { contact_ids: [] };
  if (path.endsWith("/handover")) return { to_contact_id: null };
  if (/token/.test(path)) return { password: "una password lunga" };
  return method === "PATCH" ? {} : undefined;
}
