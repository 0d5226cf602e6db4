import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { ApiScope } from "#lib/domain/api-keys/api-key.ts";
import { byPhone, Client } from "./client.ts";
import { withService } from "./service.ts";

const here = withService();
let admin: Client;
let marco: Client;

beforeAll(async () => {
  [admin, marco] = await Promise.all([here.service.admin(), here.service.technician()]);
});

async function keyFor(scopes: readonly ApiScope[], expires_at: string | null = null) {
  const { status, body } = await admin.post("/api/api-keys", { name: "Gestionale", scopes, expires_at });
  expect(status).toBe(201);
  const client = new Client(here.service.url);
  client.bearer = body.token;
  return { client, key: body };
}

describe("API keys", () => {
  test("CT-83 a key reads and writes what its scopes name, in the name of the key, and nothing else", async () => {
    const { client, key } = await keyFor(["contacts:read", "contacts:write"]);
    const { status, body: made } = await client.post("/api/contacts", {
      name: "Dal gestionale",
      contact_points: byPhone,
    });
    expect(status).toBe(201);
    expect(
      (await client.get(`/api/people?filter=${encodeURIComponent('{"q":"gestionale"}')}`)).body.items,
    ).toHaveLength(1);
    expect((await client.get(`/api/contacts/${made.id}/events`)).body.items).toMatchObject([
      { kind: "contact.created", actor_name: "Gestionale (API)", origin: "api" },
    ]);
    for (const path of ["/api/interventions", "/api/suppressions", "/api/api-keys", "/api/session", "/api/profiles"]) {
      const refused = await client.get(path);
      expect([path, refused.status, refused.body.detail]).toEqual([
        path,
        403,
        "Questa chiave API non vale per questo.",
      ]);
    }
    expect((await client.post("/api/api-keys", { name: "x", scopes: ["contacts:read"] })).status).toBe(403);
    expect((await client.patch("/api/organization", { name: "x" })).status).toBe(403);
    const listed = (await admin.get("/api/api-keys")).body.items.find(({ id }: { id: number }) => id === key.id);
    expect(listed).toMatchObject({ name: "Gestionale", hint: key.token.slice(-4), is_good: true });
    expect(listed.last_used_at).not.toBeNull();
    expect(JSON.stringify(listed)).not.toContain(key.token);
  });

  test("a key that only reads changes nothing", async () => {
    const { client } = await keyFor(["contacts:read"]);
    // That it is in use is noted once a minute.
    expect((await client.get("/api/contacts")).status).toBe(200);
    const before = await here.service.digest();
    expect((await client.post("/api/contacts", { name: "x", contact_points: byPhone })).status).toBe(403);
    expect((await client.get("/api/contacts")).status).toBe(200);
    expect(await here.service.digest()).toEqual(before);
  });

  test("CT-69 an address is removed by key, and who asked for it and why is kept", async () => {
    const { client } = await keyFor(["removals:write", "removals:read"]);
    const said = { lines: "ct69@example.it", name: "Gestionale", reason: "chiesto al telefono" };
    expect((await client.post("/api/suppressions", said)).body).toMatchObject({ removed: 1 });
    expect((await client.get("/api/suppressions?q=ct69")).body.items).toMatchObject([
      { source: "api", reason: said.reason },
    ]);
  });

  test("revoked, expired, made up, or of somebody who administrates no more: nobody", async () => {
    const { client, key } = await keyFor(["contacts:read"]);
    expect((await client.get("/api/contacts")).status).toBe(200);
    expect((await admin.delete(`/api/api-keys/${key.id}`)).status).toBe(204);
    expect((await client.get("/api/contacts")).status).toBe(401);
    const expired = await keyFor(["contacts:read"], "2020-01-01T00:00:00Z");
    expect((await expired.client.get("/api/contacts")).status).toBe(401);
    const nobody = new Client(here.service.url);
    nobody.bearer = `campanella_${"x".repeat(43)}`;
    expect((await nobody.get("/api/contacts")).status).toBe(401);
    const other = await keyFor(["contacts:read"]);
    const account = sql`(select account_id from api_keys where id = ${other.key.id})`;
    await sql`update accounts set is_active = false where id = ${account}`.execute(here.service.owner);
    expect((await other.client.get("/api/contacts")).status).toBe(401);
    await sql`update accounts set is_active = true where id = ${account}`.execute(here.service.owner);
  });

  test("technicians neither see nor make any", async () => {
    expect((await marco.get("/api/api-keys")).status).toBe(403);
    expect((await marco.post("/api/api-keys", { name: "x", scopes: ["contacts:read"] })).status).toBe(403);
    expect((await admin.post("/api/api-keys", { name: "x", scopes: [] })).status).toBe(400);
    expect((await admin.post("/api/api-keys", { name: "x", scopes: ["settings:write"] })).status).toBe(400);
    expect((await admin.delete("/api/api-keys/999999")).status).toBe(404);
  });
});
