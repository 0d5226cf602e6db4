import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { byPhone, type Client } from "./client.ts";
import { withService } from "./service.ts";

describe("who was told, over HTTP", () => {
  const here = withService();
  let admin: Client;
  let marco: Client;
  let customerId: number;
  let number: number;

  beforeAll(async () => {
    [admin, marco] = await Promise.all([here.service.admin(), here.service.technician(0)]);
    const customer = await admin.post("/api/contacts", {
      name: "Senza indirizzo",
      contact_points: byPhone,
      roles: ["customer"],
    });
    customerId = customer.body.id;
    const job = await admin.post("/api/interventions", { title: "Perdita", customer_id: customerId });
    number = job.body.number;
    const closed = await admin.put(`/api/interventions/${number}/status`, {
      status_id: await here.service.status("Closed"),
    });
    expect(closed.status).toBe(200);
  });

  test("NT-8: a silence is found by its reason, by its person and by its intervention, the same row each time", async () => {
    for (const query of [`contact_id=${customerId}`, `contact_id=${customerId}&reason=no_default_email`]) {
      const { body } = await admin.get(`/api/deliveries?${query}`);
      expect(body.items.length, query).toBeGreaterThan(0);
      for (const item of body.items)
        expect(item).toMatchObject({
          state: "skipped",
          reason: "no_default_email",
          intervention: { number, title: "Perdita" },
          recipient: { contact_id: customerId },
        });
    }
    // What is still on its way changes between two answers.
    const waiting = () => admin.get(`/api/deliveries?intervention=${number}&state=queued`);
    await expect.poll(async () => (await waiting()).body.items, { timeout: 15_000 }).toEqual([]);
    const [log, card] = await Promise.all([
      admin.get(`/api/deliveries?intervention=${number}`),
      admin.get(`/api/interventions/${number}/deliveries`),
    ]);
    expect(log.body.items.length).toBeGreaterThan(1);
    expect(log.body).toEqual(card.body);
  });

  test("technicians are refused, also their own; strangers have to sign in", async () => {
    for (const path of ["/api/deliveries", "/api/delivery-health"]) {
      expect((await marco.get(path)).body).toMatchObject({ status: 403, code: "forbidden" });
      expect((await here.service.stranger().get(path)).body.code).toBe("not_signed_in");
    }
  });

  test.for([
    "state=lost",
    "kind=intervention.created",
    "channel=pigeon",
    "reason=because",
    "from=yesterday",
    "contact_id=0",
    "intervention=x",
    "cursor=WzFd.",
    "colour=red",
  ])("%s is refused with the name of the filter", async (query) => {
    const { status, body } = await admin.get(`/api/deliveries?${query}`);
    expect([status, body.code]).toEqual([400, "invalid_input"]);
    expect(body.errors).toMatchObject([{ path: query.split("=")[0] }]);
  });

  test("a message that failed is sent again: one attempt more, and what came of it is in the log", async () => {
    const newest = async () => (await admin.get("/api/deliveries?state=sent&channel=email&limit=1")).body.items[0];
    await expect.poll(newest, { timeout: 15_000 }).toBeDefined();
    const sent = await newest();
    await sql`update deliveries set state = 'failed', last_error = 'EENVELOPE', is_last_attempt = true where id = ${sent.id}`.execute(
      here.service.owner,
    );
    const again = await Promise.all([1, 2].map(() => admin.post(`/api/deliveries/${sent.id}/resend`)));
    expect(again.map(({ status }) => status).toSorted()).toEqual([202, 400]);
    const now = async () =>
      (await admin.get(`/api/deliveries?contact_id=${sent.recipient.contact_id}&limit=200`)).body.items.find(
        ({ id }: { id: number }) => id === sent.id,
      );
    await expect.poll(async () => (await now()).state, { timeout: 15_000 }).toBe("sent");
    expect(await now()).toMatchObject({ attempts: sent.attempts + 1, is_resendable: false, last_error: null });
  });

  test("when all is well, nothing is out, and each part says so", async () => {
    const health = (await admin.get("/api/delivery-health")).body;
    expect(health).toMatchObject({ worker: { state: "ok" }, outages: [] });
    // Workers say every few seconds what they have seen.
    const ready = async () => (await here.service.stranger().get("/api/ready")).body;
    await expect.poll(async () => (await ready()).mail.state, { timeout: 12_000 }).toBe("ok");
    expect(await ready()).toMatchObject({ status: "ready", mail: { state: "ok" }, push: { waiting: 0 } });
  });

  test("an address that keeps failing rings in the bell, which leads to its messages", async () => {
    await sql`update deliveries set state = 'failed', skip_reason = null, channel = 'email', address_id = (select min(id) from addresses where channel = 'email')
              where contact_id = ${customerId}`.execute(here.service.owner);
    await sql`
      insert into deliveries (kind, channel, contact_id, address_id, dedupe_key, expires_at, state, last_error)
      select 'account.invited', 'email', ${customerId}, (select min(id) from addresses where channel = 'email'), 'told-test-' || n, now(), 'failed', '550 no such user'
      from generate_series(1, 3) n`.execute(here.service.owner);
    await sql`select private.run_due_work()`.execute(here.service.owner);
    const { body } = await admin.get("/api/notifications?unread=true");
    const row = body.items.find(({ kind }: { kind: string }) => kind === "delivery.keeps_failing");
    expect(row).toMatchObject({
      intervention_number: null,
      path: `/settings/deliveries?contact_id=${customerId}&state=failed`,
    });
    expect(`${row.title} ${row.body}`).toContain("Senza indirizzo");
    expect(row.body).toContain("550 no such user");
    const bells = (await marco.get("/api/notifications")).body.items;
    expect(bells.some(({ kind }: { kind: string }) => kind === "delivery.keeps_failing")).toBe(false);
  });

  describe("GET /api/metrics", () => {
    const scrape = (secret: string | null) =>
      fetch(`${here.service.url}/api/metrics`, {
        headers: secret === null ? {} : { authorization: `Bearer ${secret}` },
      });

    test("is for who knows the job secret, not for administrators", async () => {
      expect((await scrape(null)).status).toBe(401);
      expect((await scrape(randomBytes(32).toString("hex"))).status).toBe(401);
      expect((await admin.get("/api/metrics")).status).toBe(401);
    });

    test("is Prometheus' text, with what waits, what became of messages, and no personal data", async () => {
      const answer = await scrape(here.service.secrets.job_secret);
      const text = await answer.text();
      expect([answer.status, answer.headers.get("content-type")]).toEqual([
        200,
        "text/plain; version=0.0.4; charset=utf-8",
      ]);
      for (const line of text.trimEnd().split("\n"))
        expect(line).toMatch(
          /^(# (HELP|TYPE) \w+ .+|[a-z_]+(\{(\w+="[^"\n]*",?)+\})? (\+Inf|-?\d+(\.\d+)?(e[+-]\d+)?))$/,
        );
      const value = (sample: string) =>
        Number(
          text
            .split("\n")
            .find((line) => line.startsWith(`${sample} `))
            ?.slice(sample.length),
        );
      expect(value('campanella_deliveries_waiting{channel="email"}')).toBeGreaterThanOrEqual(0);
      expect(value('campanella_deliveries_total{channel="email",result="sent"}')).toBeGreaterThan(0);
      expect(value('campanella_delivery_seconds_bucket{channel="email",le="+Inf"}')).toBe(
        value('campanella_delivery_seconds_count{channel="email"}'),
      );
      expect(value("campanella_worker_heartbeat_seconds")).toBeLessThan(60);
      expect(value("campanella_open_streams")).toBe(0);
      expect(text).not.toMatch(/@|Senza indirizzo/);
    });
  });
});
