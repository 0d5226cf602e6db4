import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { listOf } from "#lib/browser/offline/offline-list.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import type { Client } from "./client.ts";
import { withService } from "./service.ts";

const here = withService();
let admin: Client;
let marco: Client;
let sara: Client;
let marcoId: number;

const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000).toISOString();

beforeAll(async () => {
  [admin, marco, sara] = await Promise.all([
    here.service.admin(),
    here.service.technician(0),
    here.service.technician(1),
  ]);
  marcoId = await here.service.contactIdOf(marco);
});

async function job(given: Record<string, unknown>): Promise<Intervention> {
  const { body } = await admin.post("/api/interventions", { title: "Prova", technician_ids: [marcoId], ...given });
  return body;
}

async function copyOf(person: Client): Promise<Map<string, unknown>> {
  const { items } = (await person.get("/api/offline-copy")).body;
  return new Map(items.map(({ path, body }: { path: string; body: unknown }) => [path, body]));
}

describe("GET /api/offline-copy", () => {
  test("is one's own open work up to two weeks ahead, with everything as it would be answered one by one", async () => {
    const soon = await job({ title: "Fra poco", starts_at: inDays(13) });
    await marco.put(`/api/interventions/${soon.number}/notes/${randomUUID()}`, { text: "Citofono rotto" });
    const old = await job({ title: "Vecchio", starts_at: inDays(-90) });
    const undated = await job({ title: "Senza data" });
    const far = await job({ title: "Lontano", starts_at: inDays(20) });
    const closed = await job({ title: "Chiuso", status_id: await here.service.status("Closed") });
    const copy = await copyOf(marco);
    for (const { number } of [soon, old, undated]) expect([...copy.keys()]).toContain(`/api/interventions/${number}`);
    for (const { number } of [far, closed]) expect([...copy.keys()]).not.toContain(`/api/interventions/${number}`);
    for (const [path, body] of copy) expect(body, path).toEqual((await marco.get(path)).body);
    expect([...copy.keys()].some((path) => path.startsWith("/api/contacts/"))).toBe(true);
  });

  test("holds nothing of anybody else's", async () => {
    const own = await job({ title: "Solo di Marco" });
    expect([...(await copyOf(sara)).keys()]).not.toContain(`/api/interventions/${own.number}`);
    for (const body of (await copyOf(sara)).values()) expect(JSON.stringify(body)).not.toContain("Solo di Marco");
    expect((await here.service.stranger().get("/api/offline-copy")).status).toBe(401);
  });

  test("has what comes next, however much old work lies open", async () => {
    const saraId = await here.service.contactIdOf(sara);
    const given = { technician_ids: [saraId] };
    const [today, soon, undated] = [
      await job({ ...given, title: "Oggi", starts_at: inDays(-0.2) }),
      await job({ ...given, title: "Fra poco", starts_at: inDays(13) }),
      await job({ ...given, title: "Senza data" }),
    ];
    await sql`
      with old as (
        insert into interventions (title, status_id, starts_at)
        select 'Vecchio', id, now() - interval '40 days' - n * interval '1 hour'
        from intervention_statuses, generate_series(1, 310) n where is_default
        returning id
      )
      insert into intervention_technicians (intervention_id, contact_id) select id, ${saraId} from old
    `.execute(here.service.owner);
    const paths = [...(await copyOf(sara)).keys()];
    for (const { number } of [today, soon, undated]) expect(paths).toContain(`/api/interventions/${number}`);
    const jobs = paths.filter((path) => /^\/api\/interventions\/\d+$/.test(path));
    expect(jobs).toHaveLength(300);
    const { rows } = await sql<{ newest: number; oldest: number }>`
      select (array_agg(number order by starts_at desc))[1] as newest, (array_agg(number order by starts_at))[1] as oldest
      from interventions where title = 'Vecchio'
    `.execute(here.service.owner);
    expect(jobs).toContain(`/api/interventions/${rows[0]?.newest}`);
    expect(jobs).not.toContain(`/api/interventions/${rows[0]?.oldest}`);
  });

  test("is empty for a device that has it already, and whole again after a change", async () => {
    const { digest } = (await marco.get("/api/offline-copy")).body;
    expect((await marco.get(`/api/offline-copy?digest=${digest}`)).body).toEqual({ digest, items: null });
    await job({ title: "Nuovo" });
    const after = (await marco.get(`/api/offline-copy?digest=${digest}`)).body;
    expect(after.items.length).toBeGreaterThan(0);
    expect(after.digest).not.toBe(digest);
  });
});

describe("a list that the device makes of what it has", () => {
  test("is the server's, filter by filter and order by order", async () => {
    const closed = await here.service.status("Closed");
    await job({ title: "Senza data e chiuso", status_id: closed });
    await job({ title: "Ünico 100% caldaia", starts_at: inDays(1), description: "perde acqua" });
    const all: Intervention[] = (await marco.get("/api/interventions?limit=200")).body.items;
    const customer = all.find((one) => one.customer)?.customer;
    const status = all.find((one) => one.status)?.status;
    const queries = [
      "",
      "is_open=true&sort=starts_at",
      "is_open=false&sort=-number",
      "sort=number",
      "q=CALDAIA",
      "q=perde",
      "q=100%25",
      `q=%23${all[0]?.number}`,
      `q=${encodeURIComponent(customer?.name.slice(2, 8) ?? "")}`,
      "q=niente%20del%20genere",
      `customer_id=${customer?.id}`,
      `status_id=${status?.id}&sort=starts_at`,
      `technician_id=${marcoId}`,
      "is_planned=false",
      "is_assigned=true&is_planned=true",
      `from=${inDays(-2)}&to=${inDays(2)}&sort=starts_at`,
      `to=${inDays(0)}&is_open=true`,
    ];
    for (const query of queries) {
      const path = `/api/interventions?${query}${query && "&"}limit=200`;
      const numbers = (page: { items: Intervention[] } | null) => page?.items.map(({ number }) => number);
      expect(numbers(listOf(path, all)), query).toEqual(numbers((await marco.get(path)).body));
    }
    expect(all.length).toBeGreaterThan(5);
  });

  test("is made of nothing else", () => {
    expect(listOf("/api/contacts?role=customer", [])).toBeNull();
    expect(listOf("/api/interventions/1", [])).toBeNull();
  });
});
