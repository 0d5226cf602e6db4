import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { ContactFilter } from "#lib/domain/contacts/filter.ts";
import { byPhone, type Client } from "./client.ts";
import { withService } from "./service.ts";

const here = withService();
let admin: Client;
let marco: Client;
let marcoId: number;

beforeAll(async () => {
  [admin, marco] = await Promise.all([here.service.admin(), here.service.technician()]);
  marcoId = await here.service.contactIdOf(marco);
});

async function technician(name: string, email: string | null = `${randomUUID()}@example.com`): Promise<number> {
  const contact_points = email === null ? byPhone : [{ channel: "email", value: email }];
  const { status, body } = await admin.post("/api/contacts", { name, roles: ["technician"], contact_points });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}

async function profileId(key = "Technician-Default"): Promise<number> {
  const { items } = (await admin.get("/api/profiles")).body;
  return items.find((profile: { key: string }) => profile.key === key).id;
}

async function job(technician_ids: number[]): Promise<number> {
  return (await admin.post("/api/interventions", { title: "Scaldabagno", technician_ids })).body.number;
}

test("all of it is for administrators", async () => {
  const calls = [
    () => marco.get("/api/people"),
    () => marco.get(`/api/people/${marcoId}`),
    () => marco.get(`/api/contacts/${marcoId}/reachability`),
    () => marco.post(`/api/contacts/${marcoId}/handover`, { to_contact_id: null }),
    () => marco.get("/api/invitations"),
    () => marco.delete(`/api/contacts/${marcoId}/invitation`),
    () => marco.post("/api/profiles", { name: "Mio", level: "administrator" }),
    () => marco.patch("/api/profiles/1", { name: "Mio" }),
    () => marco.delete("/api/profiles/1"),
  ];
  for (const call of calls) expect((await call()).body.code).toBe("forbidden");
  expect((await here.service.stranger().get("/api/people")).body.code).toBe("not_signed_in");
});

const list = (filter: ContactFilter) => `/api/people?filter=${encodeURIComponent(JSON.stringify(filter))}`;

describe("/api/people", () => {
  test("a person's way from a contact to a login, as the list and the page tell it", async () => {
    const id = await technician("Nuova Tecnica", "nuova@example.com");
    const page = async () => (await admin.get(`/api/people/${id}`)).body;
    expect(await page()).toMatchObject({
      default_email: "nuova@example.com",
      login: { state: "none", account_id: null },
      open_interventions: 0,
    });
    const body = { contact_id: id, profile_id: await profileId(), email: "nuova@example.com" };
    expect((await admin.post("/api/invitations", body)).status).toBe(201);
    expect((await page()).login).toMatchObject({ state: "invited", email: "nuova@example.com" });
    const listed = (await admin.get(list({ q: "nuova tecnica", roles: ["technician"] }))).body.items;
    expect(listed).toMatchObject([{ id, login: { state: "invited" } }]);
    expect((await admin.get(list({ q: "nuova tecnica", login: "any" }))).body.items).toEqual([]);
  });

  test("a suppressed address says since when and why; one that is shared, with whom", async () => {
    const id = await technician("Bloccato", "blocco@example.com");
    const other = await technician("Coinquilino", "blocco@example.com");
    await sql`insert into suppressions (address_id, scope, source, reason)
      select id, 'everything', 'bounce', '550 no such user' from addresses where value = 'blocco@example.com'`.execute(
      here.service.owner,
    );
    expect((await admin.get(`/api/people/${id}`)).body).toMatchObject({
      suppressions: [
        { address: "blocco@example.com", scope: "everything", source: "bounce", reason: "550 no such user" },
      ],
      shared_addresses: [{ address: "blocco@example.com", contacts: [{ id: other, name: "Coinquilino" }] }],
    });
  });

  test.for(["/api/people/999999999", "/api/people/x", "/api/contacts/999999999/reachability"])(
    "%s is not there",
    async (path) => {
      expect((await admin.get(path)).body.code).toBe("not_found");
    },
  );
});

describe("/api/contacts/:id/reachability", () => {
  test("NT-6 NT-7 NT-22: what is missing, first things first, until nothing is", async () => {
    const id = await technician("Passo Passo", null);
    const reasons = async () => {
      const { audiences } = (await admin.get(`/api/contacts/${id}/reachability`)).body;
      return audiences[0].ways.map((way: { channel: string; matter: string; reason: string | null }) =>
        [way.matter, way.channel, way.reason].join(" "),
      );
    };
    expect(await reasons()).toEqual(["assignment push no_login", "status email no_login", "status push no_login"]);
    const account = randomUUID();
    await sql`insert into invitations (contact_id, profile_id, address_id, token_hash)
      select ${id}, ${await profileId()}, private.ensure_address('email', ${`${account}@example.com`}), private.token_hash(${account})`.execute(
      here.service.owner,
    );
    await sql`insert into auth.users (id, email, raw_user_meta_data)
      values (${account}, ${`${account}@example.com`}, jsonb_build_object('invitation_token', ${account}::text))`.execute(
      here.service.owner,
    );
    expect(await reasons()).toEqual([
      "assignment push no_device",
      "status email no_default_email",
      "status push no_default_email",
    ]);
    await admin.patch(`/api/contacts/${id}`, { contact_points: [{ channel: "email", value: "passo@example.com" }] });
    expect(await reasons()).toEqual(["assignment push no_device", "status email ", "status push no_device"]);
    await admin.patch(`/api/accounts/${account}`, { profile_id: null });
    expect(await reasons()).toEqual(["assignment push no_device", "status email no_profile", "status push no_profile"]);
    await admin.patch(`/api/accounts/${account}`, { is_active: false });
    expect(new Set((await reasons()).map((line: string) => line.split(" ")[2]))).toEqual(new Set(["account_inactive"]));
  });

  test("NT-3 NT-8 NT-23: administrators by their profile; customers by mail alone", async () => {
    const giulia = await here.service.contactIdOf(admin);
    const own = (await admin.get(`/api/contacts/${giulia}/reachability`)).body;
    expect(own.audiences.map(({ audience }: { audience: string }) => audience)).toContain("admin");
    const { body: customer } = await admin.post("/api/contacts", {
      name: "Cliente muto",
      contact_points: byPhone,
      roles: ["customer"],
    });
    const { audiences, choices } = (await admin.get(`/api/contacts/${customer.id}/reachability`)).body;
    expect(choices).toBeNull();
    expect(audiences).toMatchObject([
      { audience: "customer", ways: [{ channel: "email", reason: "no_default_email" }] },
    ]);
    expect(audiences[0].ways).toHaveLength(1);
  });
});

describe("invitations, looked back on", () => {
  test("a taken-back link opens nothing; there is nothing to take back twice", async () => {
    const id = await technician("Ritirato", "ritirato@example.com");
    const body = { contact_id: id, profile_id: await profileId(), email: "ritirato@example.com" };
    const { body: made } = await admin.post("/api/invitations", body);
    await sql`update invitations set token_hash = private.token_hash(${"a".repeat(64)}) where id = ${made.id}`.execute(
      here.service.owner,
    );
    expect((await here.service.stranger().get(`/api/invitations/${"a".repeat(64)}`)).status).toBe(200);
    expect((await admin.delete(`/api/contacts/${id}/invitation`)).status).toBe(204);
    const link = await here.service.stranger().get(`/api/invitations/${"a".repeat(64)}`);
    expect([link.status, link.body.code]).toEqual([410, "invitation_replaced"]);
    expect((await admin.delete(`/api/contacts/${id}/invitation`)).body.code).toBe("not_found");
    const { items } = (await admin.get(`/api/invitations?contact_id=${id}`)).body;
    expect(items).toMatchObject([{ state: "revoked", email: "ritirato@example.com", contact: { id } }]);
    expect(JSON.stringify(items)).not.toContain("token");
  });

  test("a contact with a login, an address that signs in, and what is no address are refused in words", async () => {
    const { email } = (await marco.get("/api/session")).body.account;
    const id = await technician("Doppio");
    const profile_id = await profileId();
    const invite = (contact_id: number, address: string) =>
      admin.post("/api/invitations", { contact_id, profile_id, email: address });
    expect((await invite(marcoId, "altro@example.com")).body.errors).toMatchObject([
      { code: "contact_has_an_account" },
    ]);
    expect((await invite(id, email)).body.errors).toMatchObject([
      { path: "email", code: "address_signs_in_already", message: expect.stringMatching(/\w/) },
    ]);
    expect((await invite(id, "a@b@c")).body.code).toBe("invalid_input");
  });
});

describe("/api/contacts/:id/handover", () => {
  test("NT-22 gives all open work to another technician in one go, who has it in the bell", async () => {
    const leaving = await technician("Partente");
    const numbers = [await job([leaving]), await job([leaving, marcoId])];
    const unread = (await marco.get("/api/notifications?unread=true")).body.unread_count;
    const { status, body } = await admin.post(`/api/contacts/${leaving}/handover`, { to_contact_id: marcoId });
    expect([status, body]).toEqual([200, { handed_over: numbers.toSorted((a, b) => a - b), left: [] }]);
    for (const number of numbers) {
      const technicians = (await admin.get(`/api/interventions/${number}`)).body.technicians;
      expect(technicians.map(({ id }: { id: number }) => id)).toEqual([marcoId]);
    }
    // Of the one that was his already he hears nothing new.
    expect((await marco.get("/api/notifications?unread=true")).body.unread_count).toBe(unread + 1);
    const again = await admin.post(`/api/contacts/${leaving}/handover`, { to_contact_id: marcoId });
    expect(again.body).toEqual({ handed_over: [], left: [] });
  });

  test("what was named and is not theirs any more is left as it is, and said", async () => {
    const leaving = await technician("Parziale");
    const [own, other] = [await job([leaving]), await job([marcoId])];
    const body = { to_contact_id: null, intervention_numbers: [own, other] };
    const { body: answer } = await admin.post(`/api/contacts/${leaving}/handover`, body);
    expect(answer).toEqual({ handed_over: [own], left: [other] });
    expect((await admin.get(`/api/interventions/${own}`)).body.technicians).toEqual([]);
    expect((await admin.get(`/api/interventions/${other}`)).body.technicians).toHaveLength(1);
  });

  test("to oneself, to somebody who is no technician, to nobody known: refused, and nothing changes", async () => {
    const leaving = await technician("Fermo");
    const { body: customer } = await admin.post("/api/contacts", {
      name: "Cliente",
      contact_points: byPhone,
      roles: ["customer"],
    });
    await job([leaving]);
    const before = await here.service.digest();
    for (const [to_contact_id, code] of [
      [leaving, "handed_to_oneself"],
      [customer.id, "not_a_technician"],
      [999_999_999, "not_a_technician"],
    ] as const)
      expect((await admin.post(`/api/contacts/${leaving}/handover`, { to_contact_id })).body.errors).toMatchObject([
        { path: "to_contact_id", code },
      ]);
    const unknown = await admin.post("/api/contacts/999999999/handover", { to_contact_id: null });
    expect(unknown.body.code).toBe("not_found");
    expect(await here.service.digest()).toEqual(before);
  });
});

describe("/api/profiles", () => {
  test("are made, renamed and removed; two of one name are not", async () => {
    const { status, body } = await admin.post("/api/profiles", { name: " Segre\u202Eteria ", level: "administrator" });
    expect([status, body]).toEqual([
      201,
      expect.objectContaining({ key: "Segreteria", name: "Segreteria", is_shipped: false, accounts: 0 }),
    ]);
    const twin = await admin.post("/api/profiles", { name: "SEGRETERIA", level: "technician" });
    expect(twin.body).toMatchObject({ code: "already_exists", errors: [{ path: "name", code: "already_taken" }] });
    const renamed = await admin.patch(`/api/profiles/${body.id}`, { name: "Front office", level: "technician" });
    expect(renamed.body).toMatchObject({ key: "Segreteria", name: "Front office", level: "technician" });
    expect((await admin.delete(`/api/profiles/${body.id}`)).status).toBe(204);
    expect((await admin.delete(`/api/profiles/${body.id}`)).body.code).toBe("not_found");
    expect((await admin.patch(`/api/profiles/${body.id}`, { name: "x" })).body.code).toBe("not_found");
  });

  test("those in use and those that came with the product stay as they are", async () => {
    const shipped = await profileId();
    const removal = await admin.delete(`/api/profiles/${shipped}`);
    expect([removal.status, removal.body.detail]).toEqual([403, expect.stringMatching(/Campanella/)]);
    expect((await admin.patch(`/api/profiles/${shipped}`, { level: "administrator" })).status).toBe(403);
    const { body: own } = await admin.post("/api/profiles", { name: "In uso", level: "technician" });
    const contact_id = await technician("Invitato");
    await admin.post("/api/invitations", { contact_id, profile_id: own.id, email: "inuso@example.com" });
    for (const answer of [
      await admin.delete(`/api/profiles/${own.id}`),
      await admin.patch(`/api/profiles/${own.id}`, { level: "administrator" }),
    ])
      expect(answer.body).toMatchObject({ code: "invalid_input", detail: expect.stringMatching(/\w/) });
  });
});

describe("deactivating", () => {
  test("the person's next request is nobody's, in every window", async () => {
    const sara = await here.service.technician(1);
    const accounts = (await admin.get("/api/accounts")).body.items;
    const { email } = (await sara.get("/api/session")).body.account;
    const { id } = accounts.find((account: { email: string }) => account.email === email);
    expect((await admin.patch(`/api/accounts/${id}`, { is_active: false })).status).toBe(200);
    expect((await sara.get("/api/session")).body.code).toBe("not_signed_in");
    expect((await admin.patch(`/api/accounts/${id}`, { is_active: true })).status).toBe(200);
    // Sessions that were ended do not come back with the login.
    expect((await sara.get("/api/session")).body.code).toBe("not_signed_in");
  });
});
