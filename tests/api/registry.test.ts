import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { byPhone, type Client } from "./client.ts";
import { withService } from "./service.ts";

const here = withService();
let admin: Client;
let technician: Client;

beforeAll(async () => {
  [admin, technician] = await Promise.all([here.service.admin(), here.service.technician()]);
});

describe.for([
  ["statuses", { kind: "in_progress" }],
  ["types", {}],
] as const)("/api/%s", ([noun, rest]) => {
  const path = `/api/${noun}`;

  test("are named in the caller's language, and all languages can be given at once", async () => {
    const made = await admin.post(path, { ...rest, name: "Sopralluogo" });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ name: "Sopralluogo", names: { it: "Sopralluogo" }, is_archived: false });
    const named = await admin.patch(`${path}/${made.body.id}`, { names: { it: "Visita", en: "Visit", de: "Besuch" } });
    expect(named.body).toMatchObject({ name: "Visita", names: { it: "Visita", en: "Visit", de: "Besuch" } });
    const renamed = await admin.patch(`${path}/${made.body.id}`, { name: "Visita tecnica", color: "#A1B2C3" });
    expect(renamed.body).toMatchObject({
      names: { it: "Visita tecnica", en: "Visit", de: "Besuch" },
      color: "#a1b2c3",
    });
  });

  test("are archived and brought back, and stay where they are used", async () => {
    const { id } = (await admin.post(path, { ...rest, name: "Passeggero" })).body;
    await admin.patch(`${path}/${id}`, { is_archived: true });
    const ids = async (query = "") =>
      (await admin.get(`${path}${query}`)).body.items.map((item: { id: number }) => item.id);
    expect(await ids()).not.toContain(id);
    expect(await ids("?archived=true")).toContain(id);
    await admin.patch(`${path}/${id}`, { is_archived: false });
    expect(await ids()).toContain(id);
  });

  test("are read by technicians and written by administrators", async () => {
    expect((await technician.get(path)).body).toEqual((await admin.get(path)).body);
    expect((await technician.post(path, { ...rest, name: "x" })).body.code).toBe("forbidden");
    expect((await technician.patch(`${path}/1`, { name: "x" })).body.code).toBe("forbidden");
    expect((await here.service.stranger().get(path)).body.code).toBe("not_signed_in");
  });

  test.for([
    {},
    { name: " " },
    { names: {} },
    { names: { italiano: "x" } },
    { name: "x", color: "red" },
    { name: "x", position: -1 },
  ])("refuse %o", async (body) => {
    const before = await here.service.digest();
    expect((await admin.post(path, { ...rest, ...body })).body.code).toBe("invalid_input");
    expect(await here.service.digest()).toEqual(before);
  });

  test("are put in the company's own order, all at once", async () => {
    const ids = async () => (await admin.get(path)).body.items.map((item: { id: number }) => item.id);
    const before: number[] = await ids();
    const wanted = before.toReversed();
    const answer = await admin.put(`${path}/order`, { ids: wanted });
    expect(answer.status).toBe(200);
    expect(answer.body.items.map((item: { id: number }) => item.id)).toEqual(wanted);
    expect(await ids()).toEqual(wanted);
    const last = (await admin.post(path, { ...rest, name: "In coda" })).body.id;
    expect(await ids(), "what is new comes last").toEqual([...wanted, last]);
  });

  test("keep their order when it was made from a list that is not theirs any more", async () => {
    const { items } = (await admin.get(path)).body;
    const ids: number[] = items.map((item: { id: number }) => item.id);
    const gone = (await admin.post(path, { ...rest, name: "Andato" })).body.id;
    await admin.patch(`${path}/${gone}`, { is_archived: true });
    const before = await here.service.digest();
    for (const wanted of [ids.slice(1), [...ids, gone], [...ids, 999_999_999], []]) {
      const answer = await admin.put(`${path}/order`, { ids: wanted });
      expect([answer.status, answer.body.code]).toEqual([409, "version_conflict"]);
      expect(answer.body.current.items).toEqual(items);
    }
    for (const wanted of [[ids[0], ids[0]], ["1"], null, [0]])
      expect((await admin.put(`${path}/order`, { ids: wanted })).body.code).toBe("invalid_input");
    expect((await technician.put(`${path}/order`, { ids })).body.code).toBe("forbidden");
    expect(await here.service.digest()).toEqual(before);
  });

  test("that do not exist are not found", async () => {
    for (const id of ["999999999", "0", "abc", "1e3", "99999999999999999999"])
      expect((await admin.patch(`${path}/${id}`, { name: "x" })).status).toBe(404);
  });
});

describe("the default status", () => {
  test("is one, moves, and cannot be archived", async () => {
    const before = (await admin.get("/api/statuses")).body.items;
    const former = before.find(({ is_default }: { is_default: boolean }) => is_default);
    const next = (await admin.post("/api/statuses", { name: "Predefinito", kind: "open", is_default: true })).body;
    const defaults = (await admin.get("/api/statuses")).body.items.filter(
      (item: { is_default: boolean }) => item.is_default,
    );
    expect(defaults.map(({ id }: { id: number }) => id)).toEqual([next.id]);
    expect((await admin.patch(`/api/statuses/${next.id}`, { is_archived: true })).body.code).toBe("invalid_input");
    expect((await admin.patch(`/api/statuses/${next.id}`, { is_default: false })).body.code).toBe("invalid_input");
    await admin.patch(`/api/statuses/${former.id}`, { is_default: true });
    expect((await admin.patch(`/api/statuses/${next.id}`, { is_archived: true })).status).toBe(200);
  });
});

describe("what a status asks for [EV-3]", () => {
  async function status(given: Record<string, unknown>) {
    const answer = await admin.post("/api/statuses", { kind: "in_progress", ...given });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return answer.body;
  }

  async function job(status_id: number, technician_ids: number[] = []) {
    return (await admin.post("/api/interventions", { title: "Caldaia in blocco", status_id, technician_ids })).body;
  }

  test("only what may follow follows; null lets every status follow again", async () => {
    const last = await status({ name: "Verbale" });
    const first = await status({ name: "Sopralluogo", next_status_ids: [last.id, last.id] });
    expect(first).toMatchObject({ next_status_ids: [last.id], required_fields: [] });
    expect((await admin.get("/api/statuses")).body.items).toContainEqual(first);
    const other = await status({ name: "Preventivo" });
    const { number } = await job(first.id);
    const path = `/api/interventions/${number}/status`;
    const refused = await admin.put(path, { status_id: other.id });
    expect(refused.body).toMatchObject({
      code: "invalid_input",
      errors: [{ path: "status_id", code: "status_does_not_follow" }],
    });
    expect((await admin.get(`${path}-preview?status_id=${other.id}`)).body.code).toBe("invalid_input");
    expect((await admin.patch(`/api/statuses/${first.id}`, { next_status_ids: null })).body.next_status_ids).toBeNull();
    expect((await admin.put(path, { status_id: other.id })).body.status.id).toBe(other.id);
    expect((await admin.patch(`/api/statuses/${first.id}`, { next_status_ids: [] })).body.next_status_ids).toEqual([]);
    for (const wanted of [[999999999], [first.id], ["1"], 1])
      expect((await admin.patch(`/api/statuses/${first.id}`, { next_status_ids: wanted })).body).toMatchObject({
        code: "invalid_input",
        errors: [{ path: expect.stringMatching(/^next_status_ids/) }],
      });
  });

  test("all that is missing is named; the outcome comes with the status, over nobody else’s", async () => {
    const asking = await status({ name: "Collaudato", kind: "done", required_fields: ["answer", "technician_ids"] });
    const open = await here.service.status("Open");
    const { number } = await job(open);
    const path = `/api/interventions/${number}/status`;
    const refused = await admin.put(path, { status_id: asking.id });
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map(({ path: field, code }: { path: string; code: string }) => [field, code])).toEqual([
      ["answer", "status_needs_field"],
      ["technician_ids", "status_needs_field"],
    ]);
    // Whom it would tell can be asked while something is still to be filled in.
    expect((await admin.get(`${path}-preview?status_id=${asking.id}`)).status).toBe(200);

    const me = await here.service.contactIdOf(technician);
    await admin.put(`/api/interventions/${number}/technicians`, { contact_ids: [me] });
    await admin.patch(`/api/interventions/${number}`, { answer: "Sostituita la scheda" });
    const over = await technician.put(path, { status_id: asking.id, answer: "Altro" });
    expect(over.body).toMatchObject({ code: "version_conflict", current: { answer: "Sostituita la scheda" } });
    // Whoever has seen just what is there may write both.
    const { version } = over.body.current;
    const both = { status_id: asking.id, answer: "Sostituita la scheda\n\nAltro" };
    expect((await technician.put(path, { ...both, version: version - 1 })).status).toBe(409);
    expect((await technician.put(path, { ...both, version })).body).toMatchObject({ answer: both.answer });
    await admin.put(path, { status_id: open });
    await admin.patch(`/api/interventions/${number}`, { answer: "" });
    const closed = await technician.put(path, { status_id: asking.id, answer: "Rifatto il collaudo" });
    expect(closed.body).toMatchObject({ status: { id: asking.id }, answer: "Rifatto il collaudo" });
  });

  test("nothing is asked for where new interventions start", async () => {
    const asking = await status({ name: "Con cliente", required_fields: ["customer_id"] });
    for (const [id, body] of [
      [await here.service.status("Open"), { required_fields: ["customer_id"] }],
      [asking.id, { is_default: true }],
    ] as const)
      expect((await admin.patch(`/api/statuses/${id}`, body)).body).toMatchObject({
        code: "invalid_input",
        errors: [{ path: "required_fields", code: "start_asks_nothing" }],
      });
    expect((await admin.patch(`/api/statuses/${asking.id}`, { required_fields: ["colour"] })).body.code).toBe(
      "invalid_input",
    );
  });
});

describe("/api/contacts", () => {
  async function create(body: Record<string, unknown> = {}) {
    const answer = await admin.post("/api/contacts", { name: "Rossi Mario", contact_points: byPhone, ...body });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return answer.body;
  }

  test("keeps addresses in canonical form beside what was typed", async () => {
    const made = await create({
      name: "Bar\u202e Sport\r\nBcc: x",
      roles: ["customer"],
      contact_points: [
        { channel: "email", value: " \u200bMario.ROSSI@Example.COM " },
        { channel: "email", value: "second@example.com", label: "Ufficio" },
        { channel: "phone", value: "035 123456" },
        { channel: "phone", value: "+44 20 7946 0958" },
      ],
    });
    expect(made.name).toBe("Bar Sport Bcc: x");
    expect(made.contact_points).toEqual([
      {
        channel: "email",
        value: "mario.rossi@example.com",
        typed: "Mario.ROSSI@Example.COM",
        label: "",
        is_default: true,
      },
      {
        channel: "email",
        value: "second@example.com",
        typed: "second@example.com",
        label: "Ufficio",
        is_default: false,
      },
      { channel: "phone", value: "+39035123456", typed: "035 123456", label: "", is_default: true },
      { channel: "phone", value: "+442079460958", typed: "+44 20 7946 0958", label: "", is_default: false },
    ]);
    expect((await admin.get(`/api/contacts/${made.id}`)).body).toEqual(made);
  });

  test("replaces contact points when they are given, and leaves them when not", async () => {
    const point = (value: string, is_default?: boolean) => ({ channel: "email", value, is_default });
    const made = await create({ contact_points: [point("a@example.com"), point("b@example.com")] });
    expect((await admin.patch(`/api/contacts/${made.id}`, { note: "x" })).body.contact_points).toEqual(
      made.contact_points,
    );
    const swapped = await admin.patch(`/api/contacts/${made.id}`, {
      contact_points: [point("b@example.com", true), point("c@example.com", false)],
    });
    expect(
      swapped.body.contact_points.map((p: { value: string; is_default: boolean }) => [p.value, p.is_default]),
    ).toEqual([
      ["b@example.com", true],
      ["c@example.com", false],
    ]);
    const none = await admin.patch(`/api/contacts/${made.id}`, { contact_points: [], note: "y" });
    expect(none.body.errors).toMatchObject([{ path: "contact_points", code: "no_means_of_contact" }]);
    expect((await admin.get(`/api/contacts/${made.id}`)).body).toMatchObject({ note: "x", contact_points: [{}, {}] });
  });

  test("shares an address between contacts", async () => {
    const contact_points = [{ channel: "email", value: "famiglia@example.com" }];
    const [one, other] = [await create({ contact_points }), await create({ contact_points })];
    expect(one.contact_points).toEqual(other.contact_points);
  });

  test("keeps sites: known ones change, new ones join, missing ones are archived", async () => {
    const made = await create({
      sites: [
        { name: "Sede", city: "Bergamo" },
        { name: "Deposito", is_default: false },
      ],
    });
    expect(made.sites).toMatchObject([{ name: "Sede", is_default: false }, { name: "Deposito" }]);
    const [head] = made.sites;
    const changed = await admin.patch(`/api/contacts/${made.id}`, {
      sites: [
        { id: head.id, access_note: "Suonare" },
        { name: "Nuova", is_default: true, latitude: 45.7, longitude: 9.67 },
      ],
    });
    expect(changed.body.sites).toMatchObject([
      { name: "Nuova", is_default: true, country: "IT", latitude: 45.7 },
      { id: head.id, name: "Sede", city: "Bergamo", access_note: "Suonare", is_default: false },
    ]);
    const foreign = await admin.patch(`/api/contacts/${made.id}`, { sites: [{ id: made.sites[1].id }] });
    expect(foreign.body.errors[0].path).toBe("sites.0.id");
  });

  test.for([
    [{ contact_points: [{ channel: "email", value: "no address" }] }, "contact_points.0.value"],
    [{ contact_points: [{ channel: "email", value: "a@b.c\r\nBcc: x@y.z" }] }, "contact_points.0.value"],
    [{ contact_points: [{ channel: "phone", value: "12" }] }, "contact_points.0.value"],
    [
      {
        contact_points: [
          { channel: "email", value: "A@example.com" },
          { channel: "email", value: "a@EXAMPLE.com" },
        ],
      },
      "contact_points.1.value",
    ],
    [
      { contact_points: ["x@y.z", "y@y.z"].map((value) => ({ channel: "email", value, is_default: true })) },
      "contact_points",
    ],
    [{ sites: [{ latitude: 45 }] }, "sites.0.longitude"],
    [{ roles: ["king"] }, "roles.0"],
    [{ company_id: 999_999_999 }, "company_id"],
    [{ name: "" }, "name"],
    [{ is_admin: true }, "is_admin"],
  ] as const)("refuses %o and names the field", async ([body, field]) => {
    const before = await here.service.digest();
    const answer = await admin.post("/api/contacts", { name: "Rossi", contact_points: byPhone, ...body });
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([400, field]);
    expect(await here.service.digest()).toEqual(before);
  });

  test("a code is taken once", async () => {
    const code = randomUUID();
    await create({ code });
    const answer = await admin.post("/api/contacts", { name: "Altro", contact_points: byPhone, code });
    expect([answer.status, answer.body.code, answer.body.errors[0].path]).toEqual([409, "already_exists", "code"]);
  });

  test("conflicts when it moved on", async () => {
    const made = await create();
    const moved = (await admin.patch(`/api/contacts/${made.id}`, { name: "Nuovo nome", version: made.version })).body;
    const late = await admin.patch(`/api/contacts/${made.id}`, { name: "Tardi", version: made.version });
    expect([late.status, late.body.code, late.body.current]).toEqual([409, "version_conflict", moved]);
  });

  test("has another version when only an address or a site of it changed", async () => {
    const made = await create();
    const contact_points = [{ channel: "email", value: `${randomUUID()}@example.com` }];
    const reached = (await admin.patch(`/api/contacts/${made.id}`, { contact_points })).body;
    expect(reached.version).toBe(made.version + 1);
    const placed = (await admin.patch(`/api/contacts/${made.id}`, { sites: [{ city: "Bergamo" }] })).body;
    expect(placed.version).toBe(reached.version + 1);
    const late = await admin.patch(`/api/contacts/${made.id}`, { sites: [], version: reached.version });
    expect(late.body.code).toBe("version_conflict");
  });

  test("is searched by name, address and number, filtered by role, and paged by name", async () => {
    const mark = randomUUID().slice(0, 8);
    for (const name of ["Zeta", "alfa", "Alfa", "Èlite"])
      await create({
        name: `${name} ${mark}`,
        roles: ["customer"],
        contact_points: [{ channel: "email", value: `${mark}@example.com` }],
      });
    await create({ name: `Tecnico ${mark}`, roles: ["technician"] });
    const names = async (query: string) =>
      (await admin.get(`/api/contacts?${query}`)).body.items.map(({ name }: { name: string }) =>
        name.replace(` ${mark}`, ""),
      );
    expect(await names(`q=${mark}&role=customer`)).toEqual(["alfa", "Alfa", "Èlite", "Zeta"]);
    expect(await names(`q=${mark}&role=technician`)).toEqual(["Tecnico"]);
    expect(await names(`q=${mark}@example.com`)).toHaveLength(4);
    const paged: string[] = [];
    let cursor = "";
    do {
      const { items, next_cursor } = (
        await admin.get(`/api/contacts?q=${mark}&limit=1${cursor && `&cursor=${cursor}`}`)
      ).body;
      paged.push(...items.map(({ name }: { name: string }) => name.replace(` ${mark}`, "")));
      cursor = next_cursor ?? "";
    } while (cursor && paged.length < 20);
    expect(paged).toEqual(["alfa", "Alfa", "Èlite", "Tecnico", "Zeta"]);
  });

  test("technicians see the contacts of their work only, and change none", async () => {
    const [mine, other] = [await create({ roles: ["customer"] }), await create({ roles: ["customer"] })];
    const technician_ids = [await here.service.contactIdOf(technician)];
    await admin.post("/api/interventions", { title: "x", customer_id: mine.id, technician_ids });
    expect((await technician.get(`/api/contacts/${mine.id}`)).status).toBe(200);
    expect((await technician.get(`/api/contacts/${other.id}`)).status).toBe(404);
    const ids = (await technician.get("/api/contacts?limit=200")).body.items.map(({ id }: { id: number }) => id);
    expect(ids).toContain(mine.id);
    expect(ids).not.toContain(other.id);
    expect((await technician.patch(`/api/contacts/${mine.id}`, { name: "x" })).body.code).toBe("forbidden");
    expect((await technician.post("/api/contacts", { name: "x" })).body.code).toBe("forbidden");
  });
});

describe("/api/organization and /api/profiles", () => {
  test("administrators change the company's settings, technicians read them", async () => {
    const before = (await technician.get("/api/organization")).body;
    expect((await technician.patch("/api/organization", { name: "x" })).body.code).toBe("forbidden");
    const changed = await admin.patch("/api/organization", { signature: "Saluti" });
    expect(changed.body).toEqual({ ...before, signature: "Saluti", version: before.version + 1 });
    await admin.patch("/api/organization", { signature: before.signature });
  });

  test.for([
    { time_zone: "Mars/Olympus" },
    { phone_country: "Italia" },
    { sender_email: "x" },
    { language: "de", languages: ["it"] },
  ])("refuse %o", async (body) => {
    const before = (await admin.get("/api/organization")).body;
    expect((await admin.patch("/api/organization", body)).body.code).toBe("invalid_input");
    expect((await admin.get("/api/organization")).body).toEqual(before);
  });

  test("administrators see the profiles that they can give", async () => {
    const keys = (await admin.get("/api/profiles")).body.items.map(({ key }: { key: string }) => key);
    expect(keys).toEqual(["Admin-Default", "Technician-Default"]);
    expect((await technician.get("/api/profiles")).body.code).toBe("forbidden");
  });
});

describe("/api/accounts", () => {
  async function logins() {
    return (await admin.get("/api/accounts")).body.items as {
      id: string;
      email: string;
      is_active: boolean;
      profile: { id: number; key: string };
    }[];
  }

  test("administrators see every login, and switch one off and on", async () => {
    const accounts = here.service.running.accounts;
    const all = await logins();
    expect(all.map(({ email }) => email).sort()).toEqual(accounts.map(({ email }) => email).sort());
    const last = all.find(({ email }) => email === accounts.at(-1)?.email);
    const client = await here.service.stranger().signIn(accounts.at(-1) ?? { email: "", password: "" });
    const off = await admin.patch(`/api/accounts/${last?.id}`, { is_active: false });
    expect(off.body).toEqual({ ...last, is_active: false });
    expect((await client.get("/api/session")).status).toBe(401);
    const none = await admin.patch(`/api/accounts/${last?.id}`, { is_active: true, profile_id: null });
    expect(none.body).toEqual({ ...last, profile: null });
    expect((await client.get("/api/session")).status).toBe(401);
    expect((await admin.patch(`/api/accounts/${last?.id}`, { profile_id: last?.profile.id })).body).toEqual(last);
    expect((await client.get("/api/session")).status, "the session has ended with the login").toBe(401);
    await client.signIn(accounts.at(-1) ?? { email: "", password: "" });
  });

  test("nobody takes their own rights away, and technicians change nobody's", async () => {
    const { id } = (await admin.get("/api/session")).body.account;
    for (const body of [{ is_active: false }, { profile_id: null }])
      expect((await admin.patch(`/api/accounts/${id}`, body)).body.code).toBe("forbidden");
    expect((await technician.get("/api/accounts")).body.code).toBe("forbidden");
    expect((await technician.patch(`/api/accounts/${id}`, { is_active: false })).body.code).toBe("forbidden");
  });

  test("refuses profiles and logins that do not exist", async () => {
    const [first] = (await logins()).filter(({ profile }) => profile.key !== "Admin-Default");
    const answer = await admin.patch(`/api/accounts/${first?.id}`, { profile_id: 999_999_999 });
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, "profile_id"]);
    expect((await admin.patch("/api/accounts/00000000-0000-4000-8000-000000000000", {})).status).toBe(404);
  });
});
