import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { byPhone, type Client } from "./client.ts";
import { withService } from "./service.ts";

const here = withService();
let admin: Client;
let marco: Client;
let sara: Client;
let marcoId: number;
let saraId: number;
let customerId: number;

beforeAll(async () => {
  [admin, marco, sara] = await Promise.all([
    here.service.admin(),
    here.service.technician(0),
    here.service.technician(1),
  ]);
  [marcoId, saraId] = await Promise.all([here.service.contactIdOf(marco), here.service.contactIdOf(sara)]);
  const customer = await admin.post("/api/contacts", {
    name: "Cliente di prova",
    roles: ["customer"],
    contact_points: [{ channel: "email", value: "cliente@example.com" }],
    sites: [{ name: "Sede", street: "Via Roma 1", postal_code: "24100", city: "Bergamo" }, { street: "Via Milano 2" }],
  });
  customerId = customer.body.id;
});

async function create(body: Record<string, unknown> = {}, as = admin) {
  const answer = await as.post("/api/interventions", { title: "Caldaia in blocco", ...body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

const path = (intervention: { number: number }, rest = "") => `/api/interventions/${intervention.number}${rest}`;

describe("POST /api/interventions", () => {
  test("needs a title only; the default status applies", async () => {
    const made = await create();
    expect(made).toMatchObject({
      title: "Caldaia in blocco",
      status: { name: "Aperto" },
      priority: "normal",
      technicians: [],
    });
  });

  test("keeps everything that it is given", async () => {
    const customer = (await admin.get(`/api/contacts/${customerId}`)).body;
    const given = {
      description: "Codice E10\nDal mattino",
      note: "Chiave dal portiere",
      priority: "urgent",
      starts_at: "2027-01-08T09:30:00+01:00",
      duration_minutes: 90,
      due_at: "2027-01-09T00:00:00Z",
    };
    const ids = {
      status_id: await here.service.status("Planned"),
      type_id: 1,
      customer_id: customerId,
      site_id: customer.sites[1].id,
      technician_ids: [marcoId, saraId, marcoId],
    };
    const made = await create({ ...given, ...ids });
    expect(made).toMatchObject({
      ...given,
      starts_at: "2027-01-08T08:30:00.000Z",
      due_at: "2027-01-09T00:00:00.000Z",
      status: { id: ids.status_id, name: "Pianificato" },
      type: { id: 1 },
      customer: { id: customerId, name: "Cliente di prova" },
      site: { id: ids.site_id },
      address: "Via Milano 2",
    });
    expect(made.technicians.map(({ id }: { id: number }) => id).sort()).toEqual([marcoId, saraId].sort());
    expect((await admin.get(path(made))).body).toEqual(made);
  });

  test("without a site shows the customer's default address", async () => {
    expect(await create({ customer_id: customerId })).toMatchObject({
      site: null,
      address: "Via Roma 1, 24100 Bergamo",
    });
  });

  test("a technician's is the technician's own, for nobody else", async () => {
    const made = await create({ title: "Trovato guasto" }, marco);
    expect(made.technicians).toEqual([{ id: marcoId, name: expect.any(String) }]);
    for (const technician_ids of [[saraId], [marcoId, saraId], []]) {
      const answer = await marco.post("/api/interventions", { title: "x", technician_ids });
      expect(answer.body.code).toBe("forbidden");
    }
  });

  test("a technician does not learn of customers by naming them", async () => {
    for (const customer_id of [customerId, 999_999_999]) {
      const stranger = (
        await admin.post("/api/contacts", { name: "Ignoto", contact_points: byPhone, roles: ["customer"] })
      ).body.id;
      const answer = await marco.post("/api/interventions", {
        title: "x",
        customer_id: customer_id === customerId ? stranger : customer_id,
      });
      expect([answer.status, answer.body.code]).toEqual([403, "forbidden"]);
    }
  });

  test.for([
    [{ title: " \u200b " }, "title"],
    [{ customer_id: 999_999_999 }, "customer_id"],
    [{ type_id: 999_999_999 }, "type_id"],
    [{ status_id: 999_999_999 }, "status_id"],
    [{ technician_ids: [999_999_999] }, "technician_ids"],
    [{ site_id: 1 }, "site_id"],
    [{ starts_at: "domani" }, "starts_at"],
    [{ starts_at: "2026-02-30T10:00:00Z" }, "starts_at"],
    [{ starts_at: "0000-01-01T00:00:00Z" }, "starts_at"],
    [{ starts_at: "2026-11-23 10:00" }, "starts_at"],
    [{ duration_minutes: -1 }, "duration_minutes"],
    [{ priority: "huge" }, "priority"],
    [{ number: 1 }, "number"],
    [{ contact_person_id: 999_999_999 }, "contact_person_id"],
  ] as const)("refuses %o and names the field", async ([body, field]) => {
    const before = await here.service.digest();
    const answer = await admin.post("/api/interventions", { title: "x", ...body });
    expect([answer.status, answer.body.code]).toEqual([400, "invalid_input"]);
    expect(answer.body.errors[0].path).toBe(field);
    expect(await here.service.digest()).toEqual(before);
  });

  test("is for a customer, with a contact person of that customer", async () => {
    const contact = async (body: object) =>
      (await admin.post("/api/contacts", { name: "x", contact_points: byPhone, ...body })).body.id;
    const supplier = await contact({ kind: "company" });
    const [customer, other] = [await contact({ roles: ["customer"] }), await contact({ roles: ["customer"] })];
    const person = await contact({ company_id: customer });
    const refused = async (body: object) => {
      const answer = await admin.post("/api/interventions", { title: "x", ...body });
      return [answer.status, answer.body.errors?.[0]?.path, answer.body.errors?.[0]?.code];
    };
    expect(await refused({ customer_id: supplier })).toEqual([400, "customer_id", "not_a_customer"]);
    const foreign = [400, "contact_person_id", "not_a_contact_person_of_the_customer"];
    expect(await refused({ customer_id: other, contact_person_id: person })).toEqual(foreign);
    expect(await refused({ contact_person_id: person })).toEqual(foreign);

    const made = (
      await admin.post("/api/interventions", { title: "x", customer_id: customer, contact_person_id: person })
    ).body;
    expect(made.contact_person.id).toBe(person);
    const moved = await admin.patch(path(made), { customer_id: other });
    expect([moved.status, moved.body.errors[0].path]).toEqual([400, "contact_person_id"]);
    expect((await admin.patch(path(made), { customer_id: other, contact_person_id: null })).status).toBe(200);
    // Who is no customer any more keeps the work of before.
    await admin.patch(`/api/contacts/${other}`, { roles: [] });
    expect((await admin.patch(path(made), { title: "y", customer_id: other })).status).toBe(200);
  });
});

describe("who sees what", () => {
  test("a technician's own, not another's: as if it did not exist", async () => {
    const made = await create({ technician_ids: [saraId], customer_id: customerId });
    expect((await sara.get(path(made))).status).toBe(200);
    for (const answer of [
      await marco.get(path(made)),
      await marco.get(path(made, "/events")),
      await marco.patch(path(made), { answer: "x" }),
      await marco.put(path(made, "/status"), { status_id: 1 }),
    ])
      expect([answer.status, answer.body.code]).toEqual([404, "not_found"]);
    const unknown = await marco.get("/api/interventions/99999999");
    expect({ ...unknown.body, request_id: "" }).toEqual({ ...(await marco.get(path(made))).body, request_id: "" });
  });

  test("nor in lists and searches", async () => {
    const title = `Segreto ${randomUUID()}`;
    await create({ title, technician_ids: [saraId] });
    for (const query of [`q=${title}`, `technician_id=${saraId}&q=${title}`, "limit=200"]) {
      const { items } = (await marco.get(`/api/interventions?${query}`)).body;
      expect(items.filter((item: { title: string }) => item.title === title)).toEqual([]);
    }
    expect((await sara.get(`/api/interventions?q=${title}`)).body.items).toHaveLength(1);
  });

  test("an unassigned technician sees it no more", async () => {
    const made = await create({ technician_ids: [marcoId] });
    expect((await marco.get(path(made))).status).toBe(200);
    await admin.delete(path(made, `/technicians/${marcoId}`));
    expect((await marco.get(path(made))).status).toBe(404);
  });

  test("a technician sees customer, address and colleagues of the work, and may not assign or see deliveries", async () => {
    const made = await create({ technician_ids: [marcoId, saraId], customer_id: customerId });
    const seen = (await marco.get(path(made))).body;
    expect(seen).toMatchObject({ customer: { id: customerId }, address: "Via Roma 1, 24100 Bergamo" });
    expect(seen.technicians).toHaveLength(2);
    expect((await marco.put(path(made, "/technicians"), { contact_ids: [] })).body.code).toBe("forbidden");
    expect((await marco.delete(path(made, `/technicians/${saraId}`))).body.code).toBe("forbidden");
    expect((await marco.get(path(made, "/deliveries"))).body.code).toBe("forbidden");
  });
});

describe("PATCH /api/interventions/:number", () => {
  test("changes what it names, null empties, the rest stays", async () => {
    const made = await create({ customer_id: customerId, starts_at: "2027-01-08T09:30:00Z", description: "stays" });
    const changed = (await admin.patch(path(made), { title: "Nuovo titolo", starts_at: null, customer_id: null })).body;
    expect(changed).toMatchObject({ title: "Nuovo titolo", starts_at: null, customer: null, description: "stays" });
    expect(changed.version).toBeGreaterThan(made.version);
  });

  test("nothing changes nothing, not even the version", async () => {
    const made = await create();
    expect((await admin.patch(path(made), {})).body).toEqual(made);
    expect((await admin.patch(path(made), { title: made.title })).body.version).toBe(made.version);
  });

  test("conflicts when the row moved on, and shows it as it is now", async () => {
    const made = await create();
    const moved = (await admin.patch(path(made), { title: "Primo", version: made.version })).body;
    for (const version of [made.version, moved.version + 1]) {
      const answer = await admin.patch(path(made), { title: "Secondo", version });
      expect([answer.status, answer.body.code, answer.body.current]).toEqual([409, "version_conflict", moved]);
    }
    expect((await admin.get(path(made))).body).toEqual(moved);
  });

  test("of two who save the same version at the same time one wins", async () => {
    const made = await create();
    const statuses = await Promise.all(
      ["a", "b", "c"].map(async (title) => (await admin.patch(path(made), { title, version: made.version })).status),
    );
    expect(statuses.sort()).toEqual([200, 409, 409]);
  });

  test("technicians answer, and change nothing else", async () => {
    const made = await create({ technician_ids: [marcoId] });
    const answered = await marco.patch(path(made), { answer: "Sostituita la pompa" });
    expect(answered.body).toMatchObject({ answer: "Sostituita la pompa" });
    for (const body of [{ title: "x" }, { note: "x" }, { starts_at: "2027-01-01T00:00:00Z" }, { technician_ids: [] }]) {
      const refused = await marco.patch(path(made), body);
      expect([refused.status, refused.body.code]).toEqual([403, "forbidden"]);
    }
    expect((await admin.get(path(made))).body).toEqual(answered.body);
  });
});

describe("PUT /api/interventions/:number/status", () => {
  test("conflicts only if the status moved meanwhile", async () => {
    const [planned, running, closed] = await Promise.all(
      ["Planned", "In progress", "Closed"].map((name) => here.service.status(name)),
    );
    const made = await create({ technician_ids: [marcoId] });
    const edited = (await admin.patch(path(made), { title: "Cambiato intanto" })).body;
    await admin.put(path(made, "/technicians"), { contact_ids: [marcoId, saraId] });

    const first = await marco.put(path(made, "/status"), { status_id: planned, version: made.version });
    expect([first.status, first.body.status.id]).toEqual([200, planned]);
    for (const version of [made.version, edited.version]) {
      const late = await sara.put(path(made, "/status"), { status_id: closed, version });
      expect([late.status, late.body.code]).toEqual([409, "version_conflict"]);
      expect(late.body.current).toMatchObject({ status: { id: planned } });
    }
    const informed = await sara.put(path(made, "/status"), { status_id: running, version: first.body.version });
    expect(informed.status).toBe(200);
  });

  test("does not conflict when it moved and came back, nor when it is there already", async () => {
    const [open, planned, closed] = await Promise.all(
      ["Open", "Planned", "Closed"].map((name) => here.service.status(name)),
    );
    const made = await create();
    await admin.put(path(made, "/status"), { status_id: planned });
    await admin.put(path(made, "/status"), { status_id: open });
    const back = await admin.put(path(made, "/status"), { status_id: closed, version: made.version });
    expect(back.status).toBe(200);
    const same = await admin.put(path(made, "/status"), { status_id: closed, version: made.version });
    expect([same.status, same.body.version]).toEqual([200, back.body.version]);
  });

  test("refuses a version that was never handed out", async () => {
    const made = await create();
    const answer = await admin.put(path(made, "/status"), {
      status_id: await here.service.status("Closed"),
      version: made.version + 5,
    });
    expect(answer.body.code).toBe("version_conflict");
  });

  test("refuses unknown and archived statuses", async () => {
    const made = await create();
    const archived = (await admin.post("/api/statuses", { name: "Vecchio", kind: "open" })).body.id;
    await admin.patch(`/api/statuses/${archived}`, { is_archived: true });
    for (const status_id of [archived, 999_999_999]) {
      const answer = await admin.put(path(made, "/status"), { status_id });
      expect([answer.status, answer.body.errors[0].path]).toEqual([400, "status_id"]);
    }
  });
});

describe("technicians", () => {
  test("are replaced, and only what differs is a fact", async () => {
    const made = await create({ technician_ids: [marcoId] });
    const changed = await admin.put(path(made, "/technicians"), {
      contact_ids: [marcoId, saraId],
      version: made.version,
    });
    expect(changed.body.technicians).toHaveLength(2);
    const { items } = (await admin.get(path(made, "/events"))).body;
    expect(items.filter(({ kind }: { kind: string }) => kind === "intervention.assigned")).toHaveLength(2);
    expect(items.filter(({ kind }: { kind: string }) => kind === "intervention.unassigned")).toHaveLength(0);
    const stale = await admin.put(path(made, "/technicians"), { contact_ids: [], version: made.version });
    expect(stale.body.code).toBe("version_conflict");
  });

  test("are assigned and unassigned one by one; twice is as good as once", async () => {
    const made = await create();
    const once = await admin.put(path(made, `/technicians/${marcoId}`));
    expect(once.body.technicians.map(({ id }: { id: number }) => id)).toEqual([marcoId]);
    expect((await admin.put(path(made, `/technicians/${marcoId}`))).body).toEqual(once.body);
    expect((await admin.delete(path(made, `/technicians/${marcoId}`))).body.technicians).toEqual([]);
    expect((await admin.delete(path(made, `/technicians/${marcoId}`))).status).toBe(404);
  });

  test("have to be technicians", async () => {
    const made = await create();
    for (const id of [customerId, 999_999_999])
      expect((await admin.put(path(made, `/technicians/${id}`))).body.code).toBe("invalid_input");
  });
});

describe("GET /api/interventions", () => {
  let q: string;
  const starts = [
    "2027-03-01T08:00:00Z",
    "2027-03-01T08:00:00Z",
    "2027-03-01T08:00:00Z",
    "2027-03-02T08:00:00Z",
    null,
    null,
    null,
  ];

  beforeAll(async () => {
    q = randomUUID();
    for (const starts_at of starts)
      await create({ title: `Lista ${q}`, starts_at, technician_ids: [marcoId], customer_id: customerId });
  });

  async function pages(client: Client, query: string): Promise<number[]> {
    const numbers: number[] = [];
    let cursor: string | null = "";
    for (let page = 0; cursor !== null && page < 20; page++) {
      const answer = await client.get(`/api/interventions?${query}${cursor ? `&cursor=${cursor}` : ""}`);
      expect(answer.status).toBe(200);
      numbers.push(...answer.body.items.map((item: { number: number }) => item.number));
      cursor = answer.body.next_cursor;
    }
    return numbers;
  }

  test.for(["-starts_at", "starts_at", "-number", "number"])(
    "pages of any size are the same list by %s, also with equal keys, for desk and technician",
    async (sort) => {
      for (const client of [admin, marco]) {
        const whole = await pages(client, `q=${q}&sort=${sort}&limit=200`);
        expect(new Set(whole).size).toBe(starts.length);
        for (const limit of [1, 2, 3]) expect(await pages(client, `q=${q}&sort=${sort}&limit=${limit}`)).toEqual(whole);
      }
      const forwards = await pages(admin, `q=${q}&sort=${sort.replace("-", "")}`);
      expect(await pages(admin, `q=${q}&sort=-${sort.replace("-", "")}`)).toEqual(forwards.toReversed());
    },
  );

  test("rows that come in between neither repeat nor hide others", async () => {
    const first = (await admin.get(`/api/interventions?q=${q}&limit=4`)).body;
    const extra = await create({ title: `Lista ${q}`, starts_at: "2027-03-01T12:00:00Z" });
    const rest = (await admin.get(`/api/interventions?q=${q}&limit=200&cursor=${first.next_cursor}`)).body;
    const numbers = [...first.items, ...rest.items].map((item: { number: number }) => item.number);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers).toHaveLength(starts.length + 1);
    expect(rest.items.map((item: { number: number }) => item.number)).toContain(extra.number);
    await sql`update interventions set title = 'weg' where number = ${extra.number}`.execute(here.service.owner);
  });

  test("filters by status, technician, customer, time and openness", async () => {
    const closed = await here.service.status("Closed");
    const count = async (query: string, client = admin) =>
      (await client.get(`/api/interventions?q=${q}&limit=200&${query}`)).body.items.length;
    const [some] = (await admin.get(`/api/interventions?q=${q}&limit=1`)).body.items;
    await admin.put(path(some, "/status"), { status_id: closed });
    expect(await count(`status_id=${closed}`)).toBe(1);
    for (const client of [admin, marco]) {
      expect(await count("is_open=true", client)).toBe(starts.length - 1);
      expect(await count("is_open=false", client)).toBe(1);
      expect(await count("from=2027-03-02T00:00:00Z", client)).toBe(1);
      expect(await count("to=2027-03-02T00:00:00Z", client)).toBe(3);
    }
    expect(await count(`technician_id=${marcoId}`)).toBe(starts.length);
    expect(await count(`technician_id=${saraId}`)).toBe(0);
    expect(await count(`customer_id=${customerId}`)).toBe(starts.length);
    expect(await count("customer_id=999999999")).toBe(0);
  });

  test("tells what nobody does yet from what is assigned, and what has no date from what is planned", async () => {
    const word = randomUUID();
    const titles = async (query: string, client = admin) =>
      (await client.get(`/api/interventions?q=${word}&${query}`)).body.items.map(
        (item: { title: string }) => item.title.split(" ")[0],
      );
    await create({ title: `Suo ${word}`, technician_ids: [marcoId], starts_at: "2027-03-02T09:00:00Z" });
    await create({ title: `Domani ${word}`, starts_at: "2027-03-02T09:00:00Z" });
    await create({ title: `Oggi ${word}`, starts_at: "2027-03-01T09:00:00Z" });
    await create({ title: `Quando ${word}` });
    expect(await titles("is_assigned=false&sort=starts_at")).toEqual(["Oggi", "Domani", "Quando"]);
    expect(await titles("is_assigned=false&is_planned=true&sort=starts_at&limit=1")).toEqual(["Oggi"]);
    expect(await titles("is_assigned=false&is_planned=false")).toEqual(["Quando"]);
    expect(await titles("is_assigned=true")).toEqual(["Suo"]);
    expect(await titles("is_assigned=true", marco)).toEqual(["Suo"]);
    expect(await titles("is_assigned=false", marco), "a technician's own are assigned to them").toEqual([]);
  });

  test("finds by number, by customer, and takes wildcards literally", async () => {
    const title = `100% \\ _ ${randomUUID()}`;
    const made = await create({ title, customer_id: customerId });
    const found = async (text: string) =>
      (await admin.get(`/api/interventions?limit=200&q=${encodeURIComponent(text)}`)).body.items.map(
        (item: { number: number }) => item.number,
      );
    expect(await found(`#${made.number}`)).toContain(made.number);
    expect(await found(String(made.number))).toContain(made.number);
    expect(await found("cliente DI prova")).toContain(made.number);
    expect(await found(title)).toEqual([made.number]);
    expect(await found("%%%")).toEqual([]);
  });

  test.for([
    "limit=0",
    "limit=201",
    "limit=x",
    "cursor=abc",
    "cursor=JTVCMSU1RA",
    "sort=title",
    "from=gestern",
    "status_id=1;drop",
    "is_open=maybe",
    "is_assigned=1",
    "is_planned=",
  ])("refuses %s", async (query) => {
    expect((await admin.get(`/api/interventions?${query}`)).body.code).toBe("invalid_input");
  });

  test("the cursor of one order is not one of another", async () => {
    const { next_cursor } = (await admin.get("/api/interventions?limit=1&sort=number")).body;
    expect((await admin.get(`/api/interventions?limit=1&cursor=${next_cursor}`)).status).toBe(400);
  });
});

describe("GET /api/interventions/:number/events", () => {
  test("tells what happened, newest first, in the words of then", async () => {
    const made = await create({ technician_ids: [marcoId] });
    const status = (await admin.post("/api/statuses", { names: { it: "Sospeso", en: "On hold" }, kind: "in_progress" }))
      .body;
    await admin.put(path(made, "/status"), { status_id: status.id });
    await admin.patch(`/api/statuses/${status.id}`, { name: "Rinominato" });
    await admin.patch(path(made), { title: "Titolo nuovo", type_id: 1, starts_at: "2027-01-01T00:00:00Z" });
    await admin.delete(path(made, `/technicians/${marcoId}`));
    const { items } = (await admin.get(path(made, "/events"))).body;
    expect(items.map(({ kind }: { kind: string }) => kind)).toEqual([
      "intervention.unassigned",
      "intervention.updated",
      "intervention.rescheduled",
      "intervention.status_changed",
      "intervention.assigned",
      "intervention.status_changed",
      "intervention.created",
    ]);
    expect(items[3]).toMatchObject({
      origin: "admin",
      actor: { name: here.service.running.accounts[0]?.name },
      from: { name: "Aperto" },
      to: { id: status.id, name: "Sospeso" },
    });
    expect(items[1].fields).toMatchObject({
      title: { to: "Titolo nuovo" },
      type: { from: null, to: { name: expect.any(String) } },
    });
    expect(items[0]).toMatchObject({ from: { id: marcoId }, to: null });
    const first = (await admin.get(path(made, "/events?limit=4"))).body;
    const rest = (await admin.get(path(made, `/events?limit=4&cursor=${first.next_cursor}`))).body;
    expect([...first.items, ...rest.items]).toEqual(items);
    expect(rest.next_cursor).toBeNull();
  });
});

describe("Idempotency-Key", () => {
  const key = () => ({ headers: { "idempotency-key": randomUUID() } });

  test("the same request again gets the first answer and does nothing", async () => {
    const [options, body] = [key(), { title: "Una volta sola" }];
    const first = await admin.post("/api/interventions", body, options);
    const second = await admin.post("/api/interventions", body, options);
    expect([second.status, JSON.stringify(second.body)], "in the same order").toEqual([
      201,
      JSON.stringify(first.body),
    ]);
  });

  test("also when both come at the same time", async () => {
    const [options, body] = [key(), { title: `Insieme ${randomUUID()}` }];
    const answers = await Promise.all([1, 2, 3, 4].map(() => admin.post("/api/interventions", body, options)));
    expect(new Set(answers.map(({ body: { number } }) => number)).size).toBe(1);
    expect((await admin.get(`/api/interventions?q=${body.title}`)).body.items).toHaveLength(1);
  });

  test("another body under the same key is a mistake", async () => {
    const options = key();
    await admin.post("/api/interventions", { title: "Uno" }, options);
    const before = await here.service.digest();
    const answer = await admin.post("/api/interventions", { title: "Due" }, options);
    expect([answer.status, answer.body.code]).toEqual([422, "idempotency_mismatch"]);
    expect(await here.service.digest()).toEqual(before);
  });

  test("a refused request leaves the key free", async () => {
    const options = key();
    expect((await admin.post("/api/interventions", {}, options)).status).toBe(400);
    expect((await admin.post("/api/interventions", { title: "Ora sì" }, options)).status).toBe(201);
  });

  test("everyone has keys of their own", async () => {
    const options = key();
    const body = { title: "Stessa chiave" };
    const mine = await admin.post("/api/interventions", body, options);
    const theirs = await marco.post("/api/interventions", body, options);
    expect(theirs.status).toBe(201);
    expect(theirs.body.number).not.toBe(mine.body.number);
  });

  test.for(["", " ", "x".repeat(201)])("%o is no key", async (bad) => {
    const answer = await admin.post("/api/interventions", { title: "x" }, { headers: { "idempotency-key": bad } });
    expect(answer.body.code).toBe("invalid_input");
  });
});

describe("POST /api/interventions/changes", () => {
  const changes = "/api/interventions/changes";

  async function some(count: number, body: Record<string, unknown> = {}) {
    const status_id = await here.service.status("Planned");
    const jobs = [];
    for (let made = 0; made < count; made++)
      jobs.push(await create({ status_id, customer_id: customerId, technician_ids: [marcoId], ...body }));
    return { jobs, interventions: jobs.map(({ number, version }) => ({ number, version })) };
  }

  async function told(job: { number: number }): Promise<string[]> {
    const { items } = (await admin.get(path(job, "/deliveries?limit=200"))).body;
    return items
      .filter(({ fact }: { fact: { kind: string } }) => fact.kind === "intervention.status_changed")
      .map((each: { audiences: string[]; channel: string; reason: string | null }) =>
        [each.audiences[0], each.channel, each.reason].filter(Boolean).join(" "),
      )
      .sort();
  }

  test("NT-9 NT-20: a status for many tells of each what it would tell alone, and nobody twice", async () => {
    const { jobs, interventions } = await some(3);
    const status_id = await here.service.status("Closed");
    const alone = await create({
      status_id: await here.service.status("Planned"),
      customer_id: customerId,
      technician_ids: [marcoId],
    });
    await admin.put(path(alone, "/status"), { status_id });
    const before = await here.service.digest();
    const preview = await admin.post(`${changes}/preview`, { interventions, status_id });
    expect(preview.body.items.map(({ count }: { count: number }) => count)).toEqual(preview.body.items.map(() => 3));
    expect(await here.service.digest()).toEqual(before);

    const numbers = jobs.map(({ number }) => number);
    const key = { headers: { "idempotency-key": randomUUID() } };
    const body = { interventions, status_id };
    expect((await admin.post(changes, body, key)).body).toEqual({ changed: numbers, left_out: [] });
    expect((await admin.post(changes, body, key)).body).toEqual({ changed: numbers, left_out: [] });
    const again = await admin.post(changes, { interventions: numbers.map((number) => ({ number })), status_id });
    expect(again.body.changed).toEqual(numbers);
    for (const job of jobs) expect(await told(job)).toEqual(await told(alone));
  });

  test("don't notify the customer holds for all of them", async () => {
    const { jobs, interventions } = await some(2);
    const status_id = await here.service.status("Closed");
    await admin.post(changes, { interventions, status_id, notify_customer: false });
    for (const job of jobs) expect(await told(job)).toContain("customer email customer_not_to_be_notified");
  });

  test("what cannot take the status is left out and says why; the others take it", async () => {
    const asking = (
      await admin.post("/api/statuses", { name: "Da firmare", kind: "in_progress", required_fields: ["answer"] })
    ).body;
    const last = (await admin.post("/api/statuses", { name: "Archiviato", kind: "done", next_status_ids: [] })).body;
    const { jobs, interventions } = await some(4);
    const [ready, lacking, ended, moved] = jobs;
    for (const job of [ready, ended, moved]) await admin.patch(path(job), { answer: "Fatto" });
    await admin.put(path(ended, "/status"), { status_id: last.id });
    const fresh = (await admin.get(path(ended))).body;
    const colleague = await here.service.admin(1);
    await colleague.put(path(moved, "/status"), { status_id: await here.service.status("Open") });
    const wanted = interventions.map((seen) =>
      seen.number === ended.number ? { ...seen, version: fresh.version } : seen,
    );
    const answer = await admin.post(changes, {
      interventions: [...wanted, { number: 999_999 }],
      status_id: asking.id,
    });
    expect(answer.body.changed).toEqual([ready.number]);
    expect(answer.body.left_out).toMatchObject([
      { number: lacking.number, reason: "status_needs_field", fields: ["answer"] },
      { number: ended.number, reason: "status_does_not_follow" },
      { number: moved.number, reason: "status_moved_meanwhile" },
      { number: 999_999, reason: "does_not_exist" },
    ]);
    expect((await admin.get(path(ready))).body.status.id).toBe(asking.id);
    expect((await admin.get(path(lacking))).body.status.id).not.toBe(asking.id);
  });

  test("NT-22: technicians come besides or instead of those assigned; only who is new is told", async () => {
    const { jobs, interventions } = await some(2);
    const since = Number(
      (await sql<{ id: number }>`select coalesce(max(id), 0) as id from deliveries`.execute(here.service.owner)).rows[0]
        ?.id,
    );
    const assigned = async () =>
      (
        await sql<{ line: string }>`
          select kind || ' ' || contact_id || ' ' || count(*) as line from deliveries
          where id > ${since} and channel = 'push' group by kind, contact_id order by 1`.execute(here.service.owner)
      ).rows.map(({ line }) => line);
    await admin.post(changes, { interventions, technician_ids: [marcoId, saraId] });
    expect(await assigned()).toEqual([`intervention.assigned ${saraId} 2`]);
    await admin.post(changes, { interventions, technician_ids: [saraId], replaces_technicians: true });
    expect(await assigned()).toEqual([`intervention.assigned ${saraId} 2`, `intervention.unassigned ${marcoId} 2`]);
    for (const job of jobs)
      expect((await admin.get(path(job))).body.technicians.map(({ id }: { id: number }) => id)).toEqual([saraId]);
  });

  test("nothing is changed by what is wrong, nor by who may not", async () => {
    const { interventions } = await some(1);
    const status_id = await here.service.status("Closed");
    const before = await here.service.digest();
    for (const body of [
      { interventions },
      { interventions: [], status_id },
      { interventions, status_id: 999_999 },
      { interventions, technician_ids: [customerId] },
      { interventions, status_id, notify: false },
      { interventions: [{ number: "1" }], status_id },
    ]) {
      expect((await admin.post(changes, body)).body.code).toBe("invalid_input");
      expect((await admin.post(`${changes}/preview`, body)).body.code).toBe("invalid_input");
    }
    expect((await marco.post(changes, { interventions, status_id })).body.code).toBe("forbidden");
    expect((await marco.post(`${changes}/preview`, { interventions, status_id })).body.code).toBe("forbidden");
    expect(await here.service.digest()).toEqual(before);
  });
});
