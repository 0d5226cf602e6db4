import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { createClient } from "@supabase/supabase-js";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { jpeg } from "#tests/support/pictures.ts";
import type { Client } from "./client.ts";
import { withService } from "./service.ts";
import { becomeWebProcess, endWebProcess, tokenOf } from "./this-process.ts";

/**
 * Between the product, which runs in this process here with two connections, and the project: Storage fails, or takes its
 * time, where a test says so.
 */
const here = withService();
let between: Server;
let fails: (method: string, path: string) => boolean | Promise<boolean>;
let admin: Client;
let token: string;
let route: typeof import("../../app/api/interventions/[number]/attachments/[id]/route.ts");
let statuses: typeof import("../../app/api/statuses/route.ts");

beforeAll(async () => {
  const { running } = here.service;
  between = createServer(async (request, response) => {
    const { method = "", url = "" } = request;
    if (await fails(method, url)) return void response.writeHead(503).end();
    const { host: _, connection: __, ...headers } = request.headers as Record<string, string>;
    const body = await buffer(request);
    const answer = await fetch(running.supabase_url + url, {
      method,
      headers,
      body: body.length > 0 ? new Uint8Array(body) : undefined,
    });
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" });
    response.end(await answer.bytes());
  });
  await new Promise<void>((resolve) => between.listen(0, "127.0.0.1", resolve));
  becomeWebProcess(here.service, {
    DATABASE_POOL_SIZE: "2",
    SUPABASE_URL: `http://127.0.0.1:${(between.address() as AddressInfo).port}`,
  });
  route = await import("../../app/api/interventions/[number]/attachments/[id]/route.ts");
  statuses = await import("../../app/api/statuses/route.ts");
  admin = await here.service.admin();
  token = await tokenOf(
    here.service,
    running.accounts.find(({ is_admin }) => is_admin),
  );
});

beforeEach(() => {
  fails = () => false;
});

afterAll(async () => {
  await endWebProcess();
  between.close();
});

type Job = { number: number; id: number };

async function job(): Promise<Job> {
  const { number } = (await admin.post("/api/interventions", { title: "Caldaia in blocco" })).body;
  const { rows } = await sql<Job>`select id, number from interventions where number = ${number}`.execute(
    here.service.owner,
  );
  if (!rows[0]) throw new Error("There is no such intervention");
  return rows[0];
}

type Method = "PUT" | "DELETE" | "GET";

function ask(method: Method, { number }: Job, id: string, others: Record<string, string> = {}): Promise<Response> {
  const body = method === "PUT" ? new Uint8Array(jpeg) : undefined;
  const url = `http://localhost:3000/api/interventions/${number}/attachments/${id}${body ? "?name=photo.jpg" : ""}`;
  const headers = { authorization: `Bearer ${token}`, ...others };
  const request = new Request(url, { method, headers, body });
  return route[method](request, { params: Promise.resolve({ number: String(number), id }) });
}

async function call(...asked: Parameters<typeof ask>) {
  const logged = vi.spyOn(console, "log").mockReturnValue();
  const answer = await ask(...asked);
  const log = logged.mock.calls.flat().join("\n");
  logged.mockRestore();
  expect(log).not.toContain(here.service.running.supabase_secret_key);
  return { status: answer.status, type: answer.headers.get("content-type"), log };
}

async function othersAreAnswered(): Promise<void> {
  const request = new Request("http://localhost:3000/api/statuses", { headers: { authorization: `Bearer ${token}` } });
  expect((await statuses.GET(request, { params: Promise.resolve({}) })).status).toBe(200);
}

const broken = { status: 500, type: "application/problem+json", log: expect.stringContaining("request_failed") };
const left = expect.stringContaining("attachment_left_in_storage");
const listed = async ({ number }: Job) => (await admin.get(`/api/interventions/${number}/entries`)).body.attachments;

function project() {
  const { supabase_url, supabase_secret_key } = here.service.running;
  return createClient(supabase_url, supabase_secret_key, { auth: { persistSession: false } }).storage;
}

const namesOf = async ({ id: interventionId }: Job, id: string) =>
  ((await project().from("attachments").list(`interventions/${interventionId}/${id}`)).data ?? []).map(
    ({ name }) => name,
  );
const stored = async (made: Job, id: string) => (await namesOf(made, id)).length;

/** Storage answers nobody from now on. @returns how many wait there, and what lets them go on */
function heldBack() {
  let letGo: () => void = () => {};
  const gate = new Promise<boolean>((resolve) => {
    letGo = () => resolve(false);
  });
  const held = { waiting: 0, letGo };
  fails = () => {
    held.waiting++;
    return gate;
  };
  return held;
}

/** Whatever is done to a file fails, at the very end. */
async function withFailingCommit(run: () => Promise<void>): Promise<void> {
  const { owner } = here.service;
  await sql`
    create function private.fails() returns trigger language plpgsql as $$ begin raise exception 'as the test wants'; end $$
  `.execute(owner);
  await sql`
    create constraint trigger fails after insert or delete on attachments deferrable initially deferred
    for each row execute function private.fails()
  `.execute(owner);
  try {
    await run();
  } finally {
    await sql`drop function private.fails cascade`.execute(owner);
  }
}

// First: the bucket is looked at once.
test("a bucket that was made public is private before anything is put into it", async () => {
  const made = { public: true };
  if ((await project().createBucket("attachments", made)).error) await project().updateBucket("attachments", made);
  expect((await project().getBucket("attachments")).data).toMatchObject(made);
  const answer = await call("PUT", await job(), randomUUID());
  expect(answer).toMatchObject({ status: 200, log: expect.stringContaining("public_bucket_made_private") });
  expect((await project().getBucket("attachments")).data).toMatchObject({ public: false });
});

test.for<[string, typeof fails]>([
  ["altogether", () => true],
  ["for the photo itself", (method, path) => method === "POST" && path.endsWith("-file")],
  ["for its thumbnail", (method, path) => method === "POST" && path.endsWith("-thumbnail")],
])("a photo for which Storage fails %s is not kept in part, and is kept when it is sent again", async ([, failure]) => {
  const made = await job();
  const id = randomUUID();
  fails = failure;
  expect(await call("PUT", made, id)).toEqual(broken);
  expect([await listed(made), await stored(made, id)]).toEqual([[], 0]);
  fails = () => false;
  expect(await call("PUT", made, id)).toMatchObject({ status: 200 });
  expect([await listed(made), await stored(made, id)]).toMatchObject([[{ id }], 2]);
});

test("what Storage kept of an attempt that broke off is never taken for another's", async () => {
  const made = await job();
  const id = randomUUID();
  fails = (method, path) => method === "DELETE" || path.endsWith("-thumbnail");
  expect(await call("PUT", made, id)).toEqual({ ...broken, log: left });
  const [leftover = ""] = await namesOf(made, id);
  expect([await listed(made), await stored(made, id)]).toEqual([[], 1]);
  fails = () => false;
  expect(await call("PUT", made, id)).toMatchObject({ status: 200 });
  expect(await namesOf(made, id)).toContain(leftover);
  expect(await stored(made, id)).toBe(3);
  expect(await call("DELETE", made, id)).toMatchObject({ status: 204 });
  expect(await namesOf(made, id)).toEqual([leftover]);
});

test("what Storage does not remove is nobody's any more, and the log names it", async () => {
  const made = await job();
  const id = randomUUID();
  await call("PUT", made, id);
  fails = (method) => method === "DELETE";
  const removed = await call("DELETE", made, id);
  expect(removed).toMatchObject({ status: 204, log: left });
  expect(removed.log).toContain(`${id}/`);
  expect([await listed(made), await stored(made, id)]).toEqual([[], 2]);
  fails = () => false;
  expect(await call("GET", made, id)).toMatchObject({ status: 404 });
});

test("a removal that fails in the end leaves the bytes", async () => {
  const made = await job();
  const id = randomUUID();
  await call("PUT", made, id);
  await withFailingCommit(async () => expect(await call("DELETE", made, id)).toEqual(broken));
  expect([await listed(made), await stored(made, id)]).toMatchObject([[{ id }], 2]);
  expect(await call("GET", made, id)).toMatchObject({ status: 200, type: "image/jpeg" });
});

test("a photo whose row fails in the end is not kept, and is kept when it is sent again", async () => {
  const made = await job();
  const id = randomUUID();
  await withFailingCommit(async () => expect(await call("PUT", made, id)).toEqual({ ...broken, log: left }));
  expect(await listed(made)).toEqual([]);
  expect(await call("PUT", made, id)).toMatchObject({ status: 200 });
  expect(await call("GET", made, id)).toMatchObject({ status: 200 });
});

test("a photo that Storage has lost does not exist; one that it does not give at the moment may be asked for again", async () => {
  const made = await job();
  const id = randomUUID();
  await call("PUT", made, id);
  fails = (method) => method === "GET";
  expect(await call("GET", made, id)).toEqual(broken);
  fails = () => false;
  const logged = vi.spyOn(console, "log").mockReturnValue();
  const answer = await ask("GET", made, id);
  logged.mockRestore();
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
  fails = () => true;
  const known = { "if-none-match": answer.headers.get("etag") ?? "" };
  expect(await call("GET", made, id, known), "nor needs a browser that has it").toMatchObject({ status: 304 });
  fails = () => false;
  const names = (await namesOf(made, id)).map((name) => `interventions/${made.id}/${id}/${name.split("/").at(-1)}`);
  await project().from("attachments").remove(names);
  expect(await call("GET", made, id)).toMatchObject({ status: 404 });
});

describe("while Storage does not answer", () => {
  test("those who wait for photos keep nobody from the database", async () => {
    const made = await job();
    const id = randomUUID();
    await call("PUT", made, id);
    const held = heldBack();
    const logged = vi.spyOn(console, "log").mockReturnValue();
    const waiting = Array.from({ length: 5 }, () => ask("GET", made, id));
    await expect.poll(() => held.waiting).toBe(5);
    await othersAreAnswered();
    held.letGo();
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    logged.mockRestore();
  });

  test("nor do those who send some, of whom only so many may wait: more are asked to come again", async () => {
    const made = await job();
    const held = heldBack();
    const logged = vi.spyOn(console, "log").mockReturnValue();
    const ids = Array.from({ length: 20 }, () => randomUUID());
    const waiting = ids.map((id) => ask("PUT", made, id));
    await expect.poll(() => held.waiting, { timeout: 60_000 }).toBe(8);
    await othersAreAnswered();
    const late = await ask("PUT", made, randomUUID());
    expect([late.status, (await late.json()).code, late.headers.get("retry-after")]).toEqual([503, "busy", "15"]);
    held.letGo();
    const answers = await Promise.all(waiting);
    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200));
    logged.mockRestore();
    expect(await listed(made)).toHaveLength(20);
  });
});
