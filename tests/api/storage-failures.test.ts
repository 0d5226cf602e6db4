import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { createClient } from "@supabase/supabase-js";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { jpeg } from "#tests/support/pictures.ts";
import type { Client } from "./client.ts";
import { withService } from "./service.ts";
import { becomeWebProcess, endWebProcess, tokenOf } from "./this-process.ts";

/** Between the product, which runs in this process here, and the project: Storage fails where a test says so. */
const here = withService();
let between: Server;
let fails: (method: string, path: string) => boolean;
let admin: Client;
let token: string;
let route: typeof import("../../app/api/interventions/[number]/attachments/[id]/route.ts");

beforeAll(async () => {
  const { running } = here.service;
  between = createServer(async (request, response) => {
    const { method = "", url = "" } = request;
    if (fails(method, url)) return void response.writeHead(503).end();
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
    SUPABASE_URL: `http://127.0.0.1:${(between.address() as AddressInfo).port}`,
  });
  route = await import("../../app/api/interventions/[number]/attachments/[id]/route.ts");
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

async function call(method: "PUT" | "DELETE" | "GET", { number }: Job, id: string) {
  const body = method === "PUT" ? new Uint8Array(jpeg) : undefined;
  const url = `http://localhost:3000/api/interventions/${number}/attachments/${id}${body ? "?name=photo.jpg" : ""}`;
  const request = new Request(url, { method, headers: { authorization: `Bearer ${token}` }, body });
  const logged = vi.spyOn(console, "log").mockReturnValue();
  const answer = await route[method](request, { params: Promise.resolve({ number: String(number), id }) });
  const log = logged.mock.calls.flat().join("\n");
  logged.mockRestore();
  expect(log).not.toContain(here.service.running.supabase_secret_key);
  return { status: answer.status, type: answer.headers.get("content-type"), log };
}

const broken = { status: 500, type: "application/problem+json", log: expect.stringContaining("request_failed") };
const listed = async ({ number }: Job) => (await admin.get(`/api/interventions/${number}/entries`)).body.attachments;

async function stored({ id: interventionId }: Job, id: string): Promise<number> {
  const { supabase_url, supabase_secret_key } = here.service.running;
  const { storage } = createClient(supabase_url, supabase_secret_key, { auth: { persistSession: false } });
  const { data } = await storage.from("attachments").list(`interventions/${interventionId}/${id}`);
  return data?.length ?? 0;
}

test.for<[string, typeof fails]>([
  ["altogether", () => true],
  ["for the photo itself", (method, path) => method === "POST" && path.endsWith("/file")],
  ["for its thumbnail", (method, path) => method === "POST" && path.endsWith("/thumbnail")],
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

test("what Storage kept of an attempt that broke off is replaced by the next one", async () => {
  const made = await job();
  const id = randomUUID();
  fails = (method, path) => method === "DELETE" || path.endsWith("/thumbnail");
  const first = await call("PUT", made, id);
  expect(first).toEqual(broken);
  expect(first.log).toContain("attachment_left_in_storage");
  expect([await listed(made), await stored(made, id)]).toEqual([[], 1]);
  fails = () => false;
  expect(await call("PUT", made, id)).toMatchObject({ status: 200 });
  expect(await stored(made, id)).toBe(2);
});

test("what Storage does not remove stays, and can be removed later", async () => {
  const made = await job();
  const id = randomUUID();
  await call("PUT", made, id);
  fails = (method) => method === "DELETE";
  expect(await call("DELETE", made, id)).toEqual(broken);
  expect([await listed(made), await stored(made, id)]).toMatchObject([[{ id }], 2]);
  fails = () => false;
  expect(await call("DELETE", made, id)).toMatchObject({ status: 204 });
  expect([await listed(made), await stored(made, id)]).toEqual([[], 0]);
});

test("a photo that Storage has lost does not exist; one that it does not give at the moment may be asked for again", async () => {
  const made = await job();
  const id = randomUUID();
  await call("PUT", made, id);
  fails = (method) => method === "GET";
  expect(await call("GET", made, id)).toEqual(broken);
  fails = () => false;
  expect(await call("GET", made, id)).toMatchObject({ status: 200, type: "image/jpeg" });
  const { supabase_url, supabase_secret_key } = here.service.running;
  const { storage } = createClient(supabase_url, supabase_secret_key, { auth: { persistSession: false } });
  await storage.from("attachments").remove([`interventions/${made.id}/${id}/file`]);
  expect(await call("GET", made, id)).toMatchObject({ status: 404 });
});
