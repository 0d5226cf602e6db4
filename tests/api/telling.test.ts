import { createECDH, randomBytes } from "node:crypto";
import { sql } from "kysely";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { byPhone, type Client } from "./client.ts";
import { withService } from "./service.ts";

const here = withService();
let admin: Client;
let marco: Client;
let sara: Client;
let marcoId: number;
let customerId: number;
let shippedRules: { rules: unknown[] };

beforeAll(async () => {
  [admin, marco, sara] = await Promise.all([
    here.service.admin(),
    here.service.technician(0),
    here.service.technician(1),
  ]);
  marcoId = await here.service.contactIdOf(marco);
  shippedRules = (await admin.get("/api/settings/notification-rules")).body;
  const customer = await admin.post("/api/contacts", {
    name: "Cliente avvisato",
    roles: ["customer"],
    contact_points: [{ channel: "email", value: "avvisato@example.com" }],
  });
  customerId = customer.body.id;
});

async function create(body: Record<string, unknown> = {}) {
  const answer = await admin.post("/api/interventions", { title: "Perdita", ...body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body as { id: number; number: number; version: number };
}

/** "technician email" for everyone who is reached, "admin push no_device" for everyone who is not. */
async function told({ number }: { number: number }): Promise<string[]> {
  const { items } = (await admin.get(`/api/interventions/${number}/deliveries?limit=200`)).body;
  return items
    .map((delivery: { audiences: string[]; channel: string; reason: string | null }) =>
      [delivery.audiences.join("+"), delivery.channel, delivery.reason].filter(Boolean).join(" "),
    )
    .sort();
}

function subscription(endpoint = `https://fcm.googleapis.com/fcm/send/${randomBytes(12).toString("hex")}`) {
  const keys = createECDH("prime256v1");
  keys.generateKeys();
  return {
    endpoint,
    expirationTime: null,
    keys: { p256dh: keys.getPublicKey().toString("base64url"), auth: randomBytes(16).toString("base64url") },
  };
}

describe("the rules", () => {
  afterEach(async () => {
    expect((await admin.put("/api/settings/notification-rules", shippedRules)).status).toBe(200);
  });

  test("NT-1 NT-11 ship with Open and Closed on for everybody, on both channels", async () => {
    const [open, closed] = await Promise.all([here.service.status("Open"), here.service.status("Closed")]);
    const { rules } = (await admin.get("/api/settings/notification-rules")).body;
    const expected = [open, closed].flatMap((status_id) =>
      ["admin email", "admin push", "customer email", "technician email", "technician push"].map(
        (cell) => `${status_id} ${cell}`,
      ),
    );
    const cells = rules.map((rule: { status_id: number; audience: string; channel: string }) =>
      Object.values(rule).join(" "),
    );
    expect(cells.sort()).toEqual(expected.sort());
  });

  test("NT-23 a push to customers cannot be chosen", async () => {
    const status_id = await here.service.status("Open");
    const answer = await admin.put("/api/settings/notification-rules", {
      rules: [{ status_id, audience: "customer", channel: "push" }],
    });
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, "rules.0.channel"]);
    expect((await admin.get("/api/settings/notification-rules")).body).toEqual(shippedRules);
  });

  const cells = [
    ["NT-2", "admin", "email"],
    ["NT-4", "customer", "email"],
    ["NT-5", "technician", "email"],
    ["NT-16", "admin", "push"],
    ["NT-18", "technician", "push"],
  ] as const;
  test.for(cells)(
    "%s the rule %s by %s alone tells these alone, in its status alone",
    async ([, audience, channel]) => {
      const [planned, running] = await Promise.all([
        here.service.status("Planned"),
        here.service.status("In progress"),
      ]);
      await admin.put("/api/settings/notification-rules", { rules: [{ status_id: running, audience, channel }] });
      const made = await create({ customer_id: customerId, technician_ids: [marcoId], status_id: planned });
      const before = await told(made);
      expect(before.filter((line) => !line.startsWith("technician push"))).toEqual([]);
      await admin.put(`/api/interventions/${made.number}/status`, { status_id: running });
      const after = await told(made);
      const news = after.slice();
      for (const line of before) news.splice(news.indexOf(line), 1);
      expect(news.length).toBeGreaterThan(0);
      for (const line of news) expect(line).toMatch(new RegExp(`^${audience} ${channel}`));
    },
  );

  test("NT-1 any number of statuses may notify; the same rule twice is one", async () => {
    const statuses = (await admin.get("/api/statuses")).body.items;
    const rules = statuses.map(({ id }: { id: number }) => ({ status_id: id, audience: "admin", channel: "email" }));
    const answer = await admin.put("/api/settings/notification-rules", { rules: [...rules, ...rules] });
    expect(answer.body.rules).toEqual(rules);
  });

  test("come with whom they mean and do not reach", async () => {
    const name = "Senza posta";
    const customer = (await admin.post("/api/contacts", { name, contact_points: byPhone, roles: ["customer"] })).body;
    const technician = (
      await admin.post("/api/contacts", { name: "Senza accesso", contact_points: byPhone, roles: ["technician"] })
    ).body;
    await create({ customer_id: customer.id });
    const { warnings } = (await admin.put("/api/settings/notification-rules", shippedRules)).body;
    const people = (code: string) => warnings.find((warning: { code: string }) => warning.code === code)?.people ?? [];
    expect(people("customers_without_default_email")).toContainEqual({ contact_id: customer.id, name });
    expect(people("technicians_without_login")).toContainEqual({ contact_id: technician.id, name: "Senza accesso" });
    expect((await admin.put("/api/settings/notification-rules", { rules: [] })).body).toEqual({
      rules: [],
      warnings: [],
    });
  });

  test("come with whose login is switched off and whose address is suppressed", async () => {
    const suppress = (email: string) =>
      sql`insert into suppressions (address_id, scope, source)
          values (private.ensure_address('email', ${email}), 'everything', 'bounce')`.execute(here.service.owner);
    const lift = () =>
      sql`update suppressions set lifted_at = now(), lifted_by = '' where source = 'bounce'`.execute(
        here.service.owner,
      );
    const name = "Casella piena";
    const contact_points = [{ channel: "email", value: "piena@example.com" }];
    const customer = (await admin.post("/api/contacts", { name, roles: ["customer"], contact_points })).body;
    await create({ customer_id: customer.id });
    const emails = ["piena@example.com", "marco.bellini", "giulia.ferri"];
    for (const email of emails) await suppress(email.includes("@") ? email : `${email}@termoclima-aurora.example`);
    const logins = (await admin.get("/api/accounts")).body.items;
    const elena = logins.find((login: { name: string }) => login.name === "Elena Rizzo");
    await admin.patch(`/api/accounts/${elena.id}`, { is_active: false });

    const { warnings } = (await admin.put("/api/settings/notification-rules", shippedRules)).body;
    await admin.patch(`/api/accounts/${elena.id}`, { is_active: true });
    await lift();
    const names = (code: string) =>
      warnings
        .find((warning: { code: string }) => warning.code === code)
        ?.people.map((person: { name: string }) => person.name);
    expect(names("customers_with_suppressed_address")).toContain(name);
    expect(names("technicians_with_suppressed_address")).toEqual(["Marco Bellini"]);
    expect(names("technicians_with_inactive_login")).toEqual(["Elena Rizzo"]);
    expect(names("administrators_with_suppressed_address")).toEqual(["Giulia Ferri"]);
  });

  test("are tried out: whom they miss, who would be told what, and nothing of it happens", async () => {
    const path = "/api/settings/notification-rules/trial";
    const [planned, open] = [await here.service.status("Planned"), await here.service.status("Open")];
    const missed = (
      await admin.post("/api/contacts", { name: "Irraggiungibile", contact_points: byPhone, roles: ["customer"] })
    ).body;
    const silent = await create({ customer_id: missed.id, status_id: open });
    const job = await create({ customer_id: customerId, technician_ids: [marcoId], status_id: open });
    const rules = [
      { status_id: planned, audience: "customer", channel: "email" },
      { status_id: planned, audience: "technician", channel: "push" },
    ];
    const before = await here.service.digest();
    const change = { intervention_number: job.number, status_id: planned };
    const { body } = await admin.post(path, { rules, change });
    const lacking = body.warnings.find(({ code }: { code: string }) => code === "customers_without_default_email");
    expect(lacking.people).toContainEqual({ contact_id: missed.id, name: "Irraggiungibile" });
    expect(body.items).toMatchObject([
      {
        recipient: { id: customerId },
        channel: "email",
        reason: null,
        message: { title: expect.stringContaining(`[#${job.number}]`) },
      },
      {
        recipient: { id: marcoId },
        channel: "push",
        audiences: ["technician"],
        message: { title: expect.stringMatching(/Planned|Pianificato/) },
      },
    ]);
    const spared = await admin.post(path, { rules, change: { ...change, notify_customer: false } });
    expect(spared.body.items[0]).toMatchObject({ reason: "customer_not_to_be_notified" });
    const unreached = await admin.post(path, { rules, change: { ...change, intervention_number: silent.number } });
    expect(unreached.body.items).toMatchObject([
      { reason: "no_default_email" },
      { recipient: null, reason: "no_technician", message: null },
    ]);
    expect((await admin.post(path, { rules })).body.items).toBeNull();
    expect((await admin.post(path, { rules: [], change })).body).toEqual({ warnings: [], items: [] });
    expect(await here.service.digest()).toEqual(before);

    for (const [wrong, code] of [
      [{ rules, change: { ...change, intervention_number: 999999 } }, "not_found"],
      [{ rules, change: { intervention_number: job.number } }, "invalid_input"],
      [{ rules: [{ ...rules[0], status_id: 999999 }] }, "invalid_input"],
      [{ rules: [{ ...rules[0], channel: "push" }] }, "invalid_input"],
    ] as const)
      expect((await admin.post(path, wrong)).body.code).toBe(code);
    expect((await marco.post(path, { rules, change })).body.code).toBe("forbidden");
    expect(await here.service.digest()).toEqual(before);
  });

  test("with the set that was seen only that one is replaced, also when two save at once", async () => {
    const path = "/api/settings/notification-rules";
    const status_id = await here.service.status("Planned");
    const [first, second] = ["admin", "technician"].map((audience) => [{ status_id, audience, channel: "email" }]);
    const seen = shippedRules.rules.toReversed();
    const answers = await Promise.all([first, second].map((rules) => admin.put(path, { rules, seen })));
    const [saved, refused] = answers.sort((one, other) => one.status - other.status);
    expect([saved?.status, refused?.status, refused?.body.code]).toEqual([200, 409, "version_conflict"]);
    expect(refused?.body.current).toEqual({ rules: saved?.body.rules });
    expect((await admin.get(path)).body).toEqual({ rules: saved?.body.rules });
    const again = await admin.put(path, { rules: first, seen: refused?.body.current.rules });
    expect([again.status, again.body.rules]).toEqual([200, first]);
  });

  test("are read by technicians and changed by administrators", async () => {
    expect((await marco.get("/api/settings/notification-rules")).body).toEqual(shippedRules);
    expect((await marco.put("/api/settings/notification-rules", { rules: [] })).body.code).toBe("forbidden");
  });

  test("refuse a status that does not exist, and stay as they were", async () => {
    const answer = await admin.put("/api/settings/notification-rules", {
      rules: [{ status_id: 999_999_999, audience: "admin", channel: "email" }],
    });
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, "rules.0.status_id"]);
    expect((await admin.get("/api/settings/notification-rules")).body).toEqual(shippedRules);
  });
});

describe("a change over HTTP", () => {
  test("NT-10 NT-21 a new job in a status with rules tells customer, administrators and the technicians assigned with it", async () => {
    const made = await create({ customer_id: customerId, technician_ids: [marcoId] });
    const lines = await told(made);
    expect(lines).toContain("customer email");
    expect(lines).toContain("technician email");
    expect(lines.filter((line) => line === "admin email")).toHaveLength(2);
  });

  test("NT-22 an assignment queues a push for each of the technician's devices, whatever the status", async () => {
    const device = (await marco.put("/api/push-subscriptions", { ...subscription(), label: "Telefono" })).body;
    const made = await create({ status_id: await here.service.status("Waiting for parts") });
    expect(await told(made)).toEqual([]);
    await admin.put(`/api/interventions/${made.number}/technicians/${marcoId}`);
    expect(await told(made)).toEqual(["technician push"]);
    await marco.delete(`/api/push-subscriptions/${device.id}`);
  });

  test("NT-9 the same status saved again tells nobody", async () => {
    const closed = await here.service.status("Closed");
    const made = await create({ customer_id: customerId, status_id: closed });
    const before = await told(made);
    await admin.put(`/api/interventions/${made.number}/status`, { status_id: closed });
    await admin.patch(`/api/interventions/${made.number}`, { status_id: closed });
    expect(await told(made)).toEqual(before);
  });

  test("with notify_customer false leaves the customer out and says so", async () => {
    const quiet = await create({ customer_id: customerId, notify_customer: false });
    expect(await told(quiet)).toContain("customer email customer_not_to_be_notified");
    const made = await create({ customer_id: customerId, status_id: await here.service.status("Planned") });
    const status_id = await here.service.status("Closed");
    await admin.put(`/api/interventions/${made.number}/status`, { status_id, notify_customer: false });
    const lines = await told(made);
    expect(lines).toContain("customer email customer_not_to_be_notified");
    expect(lines).not.toContain("customer email");
  });

  test("that is refused tells nobody", async () => {
    const made = await create({ customer_id: customerId, status_id: await here.service.status("Planned") });
    const status_id = await here.service.status("Closed");
    const before = await here.service.digest();
    await admin.patch(`/api/interventions/${made.number}`, { status_id, technician_ids: [999_999_999] });
    await marco.put(`/api/interventions/${made.number}/status`, { status_id });
    expect(await here.service.digest()).toEqual(before);
  });

  test("by a program with a token is remembered as coming from the API", async () => {
    const account = here.service.running.accounts[0];
    const { supabase_url, supabase_publishable_key } = here.service.running;
    const response = await fetch(`${supabase_url}/auth/v1/token?grant_type=password`, {
      method: "POST",
      headers: { apikey: supabase_publishable_key, "content-type": "application/json" },
      body: JSON.stringify({ email: account?.email, password: account?.password }),
    });
    const program = here.service.stranger();
    program.bearer = (await response.json()).access_token;
    const made = (await program.post("/api/interventions", { title: "Da programma" })).body;
    const { items } = (await admin.get(`/api/interventions/${made.number}/events`)).body;
    expect(new Set(items.map(({ origin }: { origin: string }) => origin))).toEqual(new Set(["api"]));
  });
});

describe("the log of deliveries", () => {
  test("masks addresses, names fact and person, and pages", async () => {
    const made = await create({ customer_id: customerId, technician_ids: [marcoId] });
    const { items } = (await admin.get(`/api/interventions/${made.number}/deliveries`)).body;
    const mail = items.find((delivery: { audiences: string[] }) => delivery.audiences.includes("customer"));
    expect(mail).toMatchObject({
      fact: { kind: "intervention.status_changed" },
      recipient: { contact_id: customerId, name: "Cliente avvisato" },
      destination: "a…@example.com",
    });
    expect(JSON.stringify(items)).not.toContain("avvisato@example.com");
    const first = (await admin.get(`/api/interventions/${made.number}/deliveries?limit=3`)).body;
    const rest = (await admin.get(`/api/interventions/${made.number}/deliveries?cursor=${first.next_cursor}`)).body;
    const ids = (page: { items: { id: number }[] }) => page.items.map(({ id }) => id);
    expect([...ids(first), ...ids(rest)]).toEqual(ids({ items }));
  });

  test("a failed delivery can be resent, no other, by administrators only", async () => {
    const made = await create({ customer_id: customerId });
    const { items } = (await admin.get(`/api/interventions/${made.number}/deliveries`)).body;
    const mail = items.find((delivery: { audiences: string[] }) => delivery.audiences.includes("customer"));
    await sql`update deliveries set state = 'failed', leased_until = null where id = ${mail.id}`.execute(
      here.service.owner,
    );
    expect((await marco.post(`/api/deliveries/${mail.id}/resend`)).body.code).toBe("forbidden");
    expect((await admin.post(`/api/deliveries/${mail.id}/resend`)).status).toBe(202);
    expect((await admin.post(`/api/deliveries/${mail.id}/resend`)).body.code).toBe("invalid_input");
    const skipped = items.find(({ state }: { state: string }) => state === "skipped");
    if (skipped) expect((await admin.post(`/api/deliveries/${skipped.id}/resend`)).body.code).toBe("invalid_input");
    expect((await admin.post("/api/deliveries/999999999/resend")).status).toBe(404);
  });

  test("shows to which device a push went, and resends none to a device that is gone", async () => {
    const named = await marco.put("/api/push-subscriptions", { ...subscription(), label: "Telefono di Marco" });
    const nameless = await marco.put("/api/push-subscriptions", subscription());
    const made = await create({ technician_ids: [marcoId] });
    const pushes = async () =>
      (await admin.get(`/api/interventions/${made.number}/deliveries`)).body.items.filter(
        ({ channel, recipient }: { channel: string; recipient: { contact_id: number } }) =>
          channel === "push" && recipient?.contact_id === marcoId,
      );
    const destinations = (await pushes()).map(({ destination }: { destination: string }) => destination);
    expect(destinations.sort()).toEqual(["Telefono di Marco", "fcm.googleapis.com"].sort());
    for (const { body } of [named, nameless]) await marco.delete(`/api/push-subscriptions/${body.id}`);
    const [push] = await pushes();
    await sql`update deliveries set state = 'failed', leased_until = null where id = ${push.id}`.execute(
      here.service.owner,
    );
    const answer = await admin.post(`/api/deliveries/${push.id}/resend`);
    expect([answer.status, answer.body.detail]).toEqual([
      400,
      "Questo dispositivo non è più registrato: non gli si può inviare più nulla.",
    ]);
  });
});

describe("the bell", () => {
  test("NT-12 NT-13 has a row for everyone whom push reaches, with the path to the job, in the reader's language", async () => {
    const made = await create({ technician_ids: [marcoId] });
    const { items, unread_count } = (await marco.get("/api/notifications?limit=1")).body;
    expect(items[0]).toMatchObject({
      kind: "intervention.assigned",
      intervention_number: made.number,
      path: `/interventions/${made.number}`,
      read_at: null,
    });
    expect(items[0].title).toContain(`#${made.number}`);
    expect(unread_count).toBeGreaterThan(0);
    await marco.patch("/api/account/preferences", { language: "en" });
    const english = (await marco.get("/api/notifications?limit=1")).body.items[0];
    await marco.patch("/api/account/preferences", { language: null });
    expect(english.title).toContain("New for you");
  });

  test("keeps the words of then: a later rename changes nothing", async () => {
    const status = (await admin.post("/api/statuses", { name: "Alfa", kind: "cancelled" })).body;
    const made = await create({ technician_ids: [marcoId] });
    await admin.put(`/api/interventions/${made.number}/status`, { status_id: status.id });
    const before = (await marco.get("/api/notifications?limit=1")).body.items[0];
    expect(before.title).toContain("Alfa");
    await admin.patch(`/api/statuses/${status.id}`, { name: "Beta" });
    await admin.patch(`/api/interventions/${made.number}`, { title: "Altro titolo" });
    expect((await marco.get("/api/notifications?limit=1")).body.items[0]).toEqual(before);
  });

  test("rows are read, unread and read all at once; twice is as good as once", async () => {
    await create({ technician_ids: [marcoId] });
    const { items, unread_count } = (await marco.get("/api/notifications?unread=true")).body;
    const [row] = items;
    expect((await marco.put(`/api/notifications/${row.id}/reading`)).body).toEqual({ unread_count: unread_count - 1 });
    const read = (await marco.get("/api/notifications?limit=1")).body.items[0];
    expect(read.read_at).not.toBeNull();
    await marco.put(`/api/notifications/${row.id}/reading`);
    expect((await marco.get("/api/notifications?limit=1")).body.items[0].read_at).toBe(read.read_at);
    const unread = (await marco.get("/api/notifications?unread=true")).body.items;
    expect(unread.map(({ id }: { id: number }) => id)).not.toContain(row.id);
    expect((await marco.delete(`/api/notifications/${row.id}/reading`)).body).toEqual({ unread_count });
    expect((await marco.put("/api/notifications/readings")).body).toEqual({ unread_count: 0 });
    expect((await marco.get("/api/notifications?unread=true")).body.items).toEqual([]);
  });

  test("is one's own: nobody reads or marks another's", async () => {
    await create({ technician_ids: [marcoId] });
    const [row] = (await marco.get("/api/notifications?limit=1")).body.items;
    for (const client of [sara, admin]) {
      expect((await client.put(`/api/notifications/${row.id}/reading`)).status).toBe(404);
      expect((await client.delete(`/api/notifications/${row.id}/reading`)).status).toBe(404);
    }
    expect((await marco.get("/api/notifications?limit=1")).body.items[0].read_at).toBeNull();
  });

  test("pages without gaps", async () => {
    for (let count = 0; count < 3; count++) await create({ technician_ids: [marcoId] });
    const ids: number[] = [];
    let cursor = "";
    do {
      const { items, next_cursor } = (await marco.get(`/api/notifications?limit=2${cursor && `&cursor=${cursor}`}`))
        .body;
      ids.push(...items.map(({ id }: { id: number }) => id));
      cursor = next_cursor ?? "";
    } while (cursor && ids.length < 100);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(ids.toSorted((one, other) => other - one));
  });
});

describe("devices", () => {
  test("are saved once for each endpoint, listed without their secrets, tested and removed", async () => {
    const device = subscription();
    const first = await marco.put("/api/push-subscriptions", { ...device, label: "Telefono" });
    const again = await marco.put("/api/push-subscriptions", device);
    expect([first.status, again.body]).toEqual([200, first.body]);
    const { items } = (await marco.get("/api/push-subscriptions")).body;
    const shown = items.find(({ id }: { id: number }) => id === first.body.id);
    expect(shown).toMatchObject({ label: "Telefono", service: "fcm.googleapis.com", last_success_at: null });
    expect(JSON.stringify(items)).not.toContain(device.endpoint);
    expect(JSON.stringify(items)).not.toContain(device.keys.auth);
    expect((await marco.post(`/api/push-subscriptions/${first.body.id}/test`)).status).toBe(202);
    expect((await marco.delete(`/api/push-subscriptions/${first.body.id}`)).status).toBe(204);
    expect((await marco.delete(`/api/push-subscriptions/${first.body.id}`)).status).toBe(404);
    expect((await marco.post(`/api/push-subscriptions/${first.body.id}/test`)).status).toBe(404);
  });

  test("say what became of a test", async () => {
    const made = await (await fetch(`${here.service.running.push_inbox_url}/devices`, { method: "POST" })).json();
    const lost = { ...made, endpoint: `${made.endpoint}-lost` };
    for (const [device, outcome] of [
      [made, { state: "sent", last_error: null, sent_at: expect.any(String) }],
      [lost, { state: "failed", last_error: "device_gone", sent_at: null }],
    ]) {
      const { id } = (await marco.put("/api/push-subscriptions", device)).body;
      const { delivery_id } = (await marco.post(`/api/push-subscriptions/${id}/test`)).body;
      const path = `/api/push-subscriptions/${id}/tests/${delivery_id}`;
      await expect.poll(async () => (await marco.get(path)).body).toMatchObject({ delivery_id, ...outcome });
      expect((await sara.get(path)).status, "nobody else's business").toBe(404);
    }
    const { items } = (await marco.get("/api/push-subscriptions")).body;
    expect(items).toContainEqual(expect.objectContaining({ last_success_at: expect.any(String), last_error: null }));
  });

  test("go to whoever signed in on them last", async () => {
    const device = subscription();
    const { id } = (await marco.put("/api/push-subscriptions", device)).body;
    await sara.put("/api/push-subscriptions", device);
    const ids = async (client: Client) =>
      (await client.get("/api/push-subscriptions")).body.items.map((item: { id: number }) => item.id);
    expect(await ids(marco)).not.toContain(id);
    expect(await ids(sara)).toContain(id);
    expect((await marco.delete(`/api/push-subscriptions/${id}`)).status).toBe(404);
    await sara.delete(`/api/push-subscriptions/${id}`);
  });

  test.for([
    "http://fcm.googleapis.com/x",
    "https://example.com/x",
    "https://127.0.0.1/x",
    "https://2130706433/x",
    "https://[::ffff:127.0.0.1]/x",
    "https://fcm.googleapis.com:8443/x",
    "https://user@fcm.googleapis.com/x",
    "https://fcm.googleapis.com./x",
    "https://fcm.googleapis.com.evil.example/x",
    "javascript:alert(1)",
    "fcm.googleapis.com",
  ])("an endpoint at %s is not allowed", async (endpoint) => {
    const answer = await marco.put("/api/push-subscriptions", subscription(endpoint));
    expect([answer.status, answer.body.code]).toEqual([400, "endpoint_not_allowed"]);
  });

  test("keys have to be keys", async () => {
    const good = subscription();
    const offTheCurve = Buffer.concat([Buffer.of(4), randomBytes(64)]).toString("base64url");
    for (const p256dh of ["abc", offTheCurve])
      expect(
        (await marco.put("/api/push-subscriptions", { ...good, keys: { ...good.keys, p256dh } })).body.errors[0],
      ).toMatchObject({ path: "keys.p256dh", code: "not_a_push_key" });
    for (const keys of [{ ...good.keys, auth: "!" }, {}, null])
      expect((await marco.put("/api/push-subscriptions", { ...good, keys })).body.code).toBe("invalid_input");
  });

  test("GET /api/push/key is the key to subscribe with", async () => {
    expect((await marco.get("/api/push/key")).body).toEqual({ public_key: here.service.running.vapid_public_key });
  });
});

describe("preferences", () => {
  test("are one's own, and change one by one", async () => {
    const before = (await sara.get("/api/account/preferences")).body;
    expect(before).toMatchObject({ language: null, mute_own_actions: false, quiet_hours: null });
    const quiet_hours = { from: "22:00", to: "06:30", time_zone: "Europe/Rome" };
    const changed = await sara.patch("/api/account/preferences", {
      language: "en",
      mute_own_actions: true,
      quiet_hours,
      email_kinds: { "intervention.status_changed": false },
    });
    expect(changed.body).toEqual({
      language: "en",
      mute_own_actions: true,
      quiet_hours,
      email_kinds: { ...before.email_kinds, "intervention.status_changed": false },
    });
    expect((await sara.patch("/api/account/preferences", {})).body).toEqual(changed.body);
    expect((await marco.get("/api/account/preferences")).body).toEqual(before);
    const { language, mute_own_actions, email_kinds } = before;
    const back = { language, mute_own_actions, email_kinds, quiet_hours: null };
    expect((await sara.patch("/api/account/preferences", back)).body).toEqual(before);
  });

  test.for([
    { quiet_hours: { from: "25:00", to: "06:00", time_zone: "Europe/Rome" } },
    { quiet_hours: { from: "22:00", to: "06:00", time_zone: "Europe/Atlantis" } },
    { quiet_hours: { from: "22:00" } },
    { language: "klingon" },
    { email_kinds: { "intervention.exploded": false } },
    { is_admin: true },
  ])("refuse %o", async (body) => {
    const before = (await sara.get("/api/account/preferences")).body;
    expect((await sara.patch("/api/account/preferences", body)).body.code).toBe("invalid_input");
    expect((await sara.get("/api/account/preferences")).body).toEqual(before);
  });
});
