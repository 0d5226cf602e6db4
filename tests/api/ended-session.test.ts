import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Handler } from "#lib/server/http.ts";
import type { RunningAccount } from "#supabase/local/running.ts";
import { withService } from "./service.ts";
import { becomeWebProcess, endWebProcess, tokenOf } from "./this-process.ts";

/** One connection for all requests, so that each has to do with the one that it holds. */
const here = withService();
let technician: RunningAccount;
let token: string;
let routes: { GET: Handler; PUT: Handler };

beforeAll(async () => {
  becomeWebProcess(here.service, { DATABASE_POOL_SIZE: "1" });
  const { GET } = await import("../../app/api/statuses/route.ts");
  const { PUT } = await import("../../app/api/notifications/readings/route.ts");
  routes = { GET, PUT };
  technician = here.service.person("sara");
});

beforeEach(async () => {
  token = await tokenOf(here.service, technician);
});

afterAll(endWebProcess);

/** Ten times each at once, as phones do that start together. */
async function answers(): Promise<{ status: number; reason: unknown }[]> {
  const logged = vi.spyOn(console, "log").mockReturnValue();
  const headers = { authorization: `Bearer ${token}` };
  const ask = async (method: "GET" | "PUT", path: string) => {
    const request = new Request(`http://localhost:3000${path}`, { method, headers });
    const answer = await routes[method](request, { params: Promise.resolve({}) });
    return { status: answer.status, reason: (await answer.json()).reason };
  };
  const asked = Array.from({ length: 10 }, () => [
    ask("GET", "/api/statuses"),
    ask("PUT", "/api/notifications/readings"),
  ]);
  const given = await Promise.all(asked.flat());
  logged.mockRestore();
  return given;
}

test("many requests with the token of a session that has ended are all told so", async () => {
  expect(new Set((await answers()).map(({ status }) => status))).toEqual(new Set([200]));
  await sql`delete from auth.sessions`.execute(here.service.owner);
  for (const answer of await answers()) expect(answer).toEqual({ status: 401, reason: undefined });
});

test("so are those of an account that was deactivated, which learn why", async () => {
  const admin = await here.service.admin();
  const { items } = (await admin.get("/api/accounts")).body;
  const { id } = items.find(({ email }: { email: string }) => email === technician.email);
  await admin.patch(`/api/accounts/${id}`, { is_active: false });
  for (const answer of await answers()) expect(answer).toEqual({ status: 401, reason: "account_inactive" });
});
