import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { parseCsv } from "#lib/spreadsheets/csv.ts";
import { readXlsx } from "#lib/spreadsheets/xlsx.ts";
import { byPhone, type Client } from "./client.ts";
import { loadImport, settledImport } from "./loaded-import.ts";
import { withService } from "./service.ts";

const here = withService();
let admin: Client;
let marco: Client;

beforeAll(async () => {
  [admin, marco] = await Promise.all([here.service.admin(), here.service.technician()]);
});

const filterOf = (q: string) => encodeURIComponent(JSON.stringify({ q }));

/** The lines of a file as Italian spreadsheets read it. */
async function linesOf(path: string): Promise<string[][]> {
  return parseCsv((await admin.download(path)).toString("utf8"), ";");
}

describe("exports [CT-15]", () => {
  test("contacts as filtered, in the columns that are wanted, with nothing that becomes a formula", async () => {
    const mark = randomUUID().slice(0, 8);
    const field = (await admin.post("/api/contact-fields", { name: `Zona ${mark}`, type: "text" })).body;
    const group = (await admin.post("/api/groups", { name: `Annuali ${mark}` })).body;
    const contact_points = [
      { channel: "email", value: `b.${mark}@example.it` },
      { channel: "email", value: `A.${mark}@example.it`, is_default: true },
      { channel: "phone", value: "+39 035 123456" },
    ];
    const made = await admin.post("/api/contacts", {
      name: `=HYPERLINK("${mark}")`,
      roles: ["customer"],
      contact_points,
      own_fields: { [field.key]: "nord; sud" },
      sites: [{ street: "Via Roma 1", city: "Bergamo" }],
    });
    await admin.post("/api/groups/members", { group_ids: [group.id], ids: [made.body.id], how: "add" });
    await admin.post("/api/suppressions", { lines: `b.${mark}@example.it`, name: "Rita", reason: "chiesto" });
    const columns = `name,email,email_state,phone,city,groups,own_fields.${field.key}`;
    const csv = await admin.download(`/api/people/export?format=csv&columns=${columns}&filter=${filterOf(mark)}`);
    expect(csv.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(parseCsv(csv.toString("utf8"), ";")).toEqual([
      ["Nome", "E-mail", "Stato dell’e-mail", "Telefono", "Città", "Gruppi", `Zona ${mark}`],
      [
        `'=HYPERLINK("${mark}")`,
        `A.${mark}@example.it; b.${mark}@example.it`,
        "Attivo",
        "+39 035 123456",
        "Bergamo",
        `Annuali ${mark}`,
        "nord; sud",
      ],
    ]);
    const [sheet] = await readXlsx(await admin.download(`/api/people/export?ids=${made.body.id}`));
    expect(sheet?.rows[0]).toContain("Ultima e-mail");
    expect(sheet?.rows[1]).toContain(`=HYPERLINK("${mark}")`);
    expect(sheet?.rows).toHaveLength(2);
  });

  test("everybody is in it once, also over several readings, and what comes out goes in again unchanged", async () => {
    const mark = randomUUID().slice(0, 8);
    const rows = Array.from({ length: 2300 }, (_, n) => `X${mark}${n},Esposto ${n % 7},${mark}.${n}@example.it`).join(
      "\n",
    );
    const { id } = await loadImport(admin, `code,name,email\n${rows}\n`);
    await admin.post(`/api/imports/${id}/check`, { has_consent: true });
    await settledImport(admin, id);
    await admin.post(`/api/imports/${id}/run`);
    await settledImport(admin, id);
    const csv = await admin.download(`/api/people/export?format=csv&filter=${filterOf(mark)}`);
    const exported = parseCsv(csv.toString("utf8"), ";");
    expect(new Set(exported.map(([code]) => code)).size).toBe(2301);
    const again = await loadImport(admin, csv as BodyInit);
    await admin.post(`/api/imports/${again.id}/check`, { has_consent: true });
    expect((await settledImport(admin, again.id)).summary).toMatchObject({ new: 0, changed: 0, unchanged: 2300 });
  });

  test("removed addresses as the list shows them; nothing for technicians, and no column that there is not", async () => {
    await admin.post("/api/suppressions", { lines: "via@example.it", name: "Rita", reason: "=cmd" });
    expect(await linesOf("/api/suppressions/export?format=csv&q=via@")).toEqual([
      ["Canale", "Indirizzo", "Contatti", "Che cosa non riceve", "Rimosso da", "Perché", "Rimosso il"],
      ["E-mail", "via@example.it", "", "Nessun messaggio", "Rita", "'=cmd", expect.stringMatching(/^\d{4}-\d\d-\d\d$/)],
    ]);
    expect((await marco.get("/api/people/export")).status).toBe(403);
    expect((await marco.get("/api/suppressions/export")).status).toBe(403);
    const refused = await admin.get("/api/people/export?columns=own_fields.nope");
    expect([refused.status, refused.body.errors]).toMatchObject([400, [{ code: "unknown_own_field" }]]);
    expect((await admin.get("/api/people/export?columns=password")).status).toBe(400);
  });

  test("groups, with how many are in them and can be reached, as they were searched", async () => {
    const mark = randomUUID().slice(0, 8);
    const category = (await admin.post("/api/group-categories", { name: `Rami ${mark}` })).body;
    const fixed = (await admin.post("/api/groups", { name: `Ascensori ${mark}`, category_id: category.id })).body;
    await admin.post("/api/groups", { name: `Bergamo ${mark}`, filter: { city: mark } });
    const contact_points = [{ channel: "email", value: `g.${mark}@example.it` }];
    const { id } = (await admin.post("/api/contacts", { name: mark, roles: ["customer"], contact_points })).body;
    await admin.post("/api/groups/members", { group_ids: [fixed.id], ids: [id], how: "add" });
    const rows = (query: string) => linesOf(`/api/groups/export?format=csv&${query}`);
    expect(await rows(`q=${mark}`)).toEqual([
      ["Nome", "Categoria", "Fisso o dinamico", "Contatti", "Attivi"],
      [`Ascensori ${mark}`, `Rami ${mark}`, "Fisso", "1", "1"],
      [`Bergamo ${mark}`, "", "Dinamico", "0", "0"],
    ]);
    expect(await rows(`q=rami ${mark}&columns=name`)).toEqual([["Nome"], [`Ascensori ${mark}`]]);
  });

  test("interventions in the order of their list, each once over several readings, with the company's times", async () => {
    const mark = randomUUID().slice(0, 8);
    const { id } = (
      await admin.post("/api/contacts", {
        name: `Cliente ${mark}`,
        roles: ["customer"],
        contact_points: byPhone,
      })
    ).body;
    const technician = await here.service.contactIdOf(marco);
    await admin.post("/api/interventions", {
      title: `Ultimo ${mark}`,
      customer_id: id,
      technician_ids: [technician],
      starts_at: "2027-07-01T22:30:00Z",
      priority: "high",
    });
    await sql`
      insert into interventions (title, customer_id, starts_at)
      select 'Giro ' || n, ${id}, timestamptz '2027-01-01' + n * interval '1 hour' from generate_series(1, 2100) n
    `.execute(here.service.owner);
    const columns = "title,customer,technicians,starts_at,priority";
    const asked = `customer_id=${id}&sort=starts_at&columns=${columns}`;
    const [head, ...rows] = await linesOf(`/api/interventions/export?format=csv&${asked}`);
    expect(head).toEqual(["Titolo", "Cliente", "Tecnici", "Inizio", "Priorità"]);
    expect(rows.map(([title]) => title)).toEqual([
      ...Array.from({ length: 2100 }, (_, n) => `Giro ${n + 1}`),
      `Ultimo ${mark}`,
    ]);
    // Rome is two hours ahead in summer.
    expect(rows.at(-1)).toEqual([`Ultimo ${mark}`, `Cliente ${mark}`, "Marco Bellini", "2027-07-02 00:30", "Alta"]);
    expect((await marco.get("/api/interventions/export")).status).toBe(403);
  });

  test("who was told and who was not, with the reason in words", async () => {
    const { id } = (
      await admin.post("/api/contacts", {
        name: "Senza posta",
        roles: ["customer"],
        contact_points: byPhone,
      })
    ).body;
    const { number } = (await admin.post("/api/interventions", { title: "Perdita", customer_id: id })).body;
    await admin.put(`/api/interventions/${number}/status`, { status_id: await here.service.status("Closed") });
    const columns = "recipient,audiences,channel,kind,intervention,title,state,reason,actor_name";
    const asked = `format=csv&intervention=${number}&contact_id=${id}&columns=${columns}`;
    const [, ...rows] = await linesOf(`/api/deliveries/export?${asked}`);
    const why = "Questa persona non ha un’e-mail predefinita in anagrafica.";
    expect(rows).toContainEqual([
      "Senza posta",
      "Cliente",
      "E-mail",
      "Stato Chiuso",
      String(number),
      "Perdita",
      "Non avvisato",
      why,
      "Giulia Ferri",
    ]);
    expect((await marco.get("/api/deliveries/export")).status).toBe(403);
  });
});
