import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { mostFileBytes } from "#lib/domain/imports/import.ts";
import { parseCsv } from "#lib/spreadsheets/csv.ts";
import { toXlsx } from "#lib/spreadsheets/to-xlsx.ts";
import { readXlsx } from "#lib/spreadsheets/xlsx.ts";
import type { Client } from "./client.ts";
import { withService } from "./service.ts";

const here = withService();
let admin: Client;
let marco: Client;

beforeAll(async () => {
  [admin, marco] = await Promise.all([here.service.admin(), here.service.technician()]);
});

const asFile = { "content-type": "application/octet-stream" };

async function load(content: BodyInit, name = "contacts.csv") {
  const query = name === "" ? "" : `?file_name=${encodeURIComponent(name)}`;
  const { status, body } = await admin.post(`/api/imports${query}`, undefined, { raw: content, headers: asFile });
  expect(status).toBe(201);
  return settled(body.id);
}

/** As soon as no worker is at it. */
async function settled(id: number) {
  const isAtWork = (state: string) => /ing$/.test(state);
  await expect
    .poll(async () => isAtWork((await admin.get(`/api/imports/${id}`)).body.state), { timeout: 20_000 })
    .toBe(false);
  return (await admin.get(`/api/imports/${id}`)).body;
}

describe("imports over HTTP", () => {
  test("CT-24 … CT-43: loaded, assigned, checked, done, corrected, taken back", async () => {
    const mark = randomUUID().slice(0, 8);
    const loaded = await load(
      `Chi;Dove;Gruppo\nAda ${mark};ada.${mark}@example.it;VIP\nBea ${mark};bea.${mark}@example;\n`,
    );
    expect(loaded).toMatchObject({
      state: "open",
      file_name: "contacts.csv",
      settings: { reading: { encoding: "utf-8", delimiter: ";", header_row: 0 }, columns: [null, null, "group"] },
      content: { format: "csv", rows: 2 },
    });
    const path = `/api/imports/${loaded.id}`;
    const refused = await admin.patch(path, { columns: ["name", "email"] });
    expect([refused.status, refused.body.errors]).toMatchObject([400, [{ path: "columns" }]]);
    const twice = await admin.patch(path, { columns: ["name", "name", null] });
    expect([twice.status, twice.body.errors]).toMatchObject([400, [{ path: "columns.1", code: "duplicate" }]]);
    const chosen = await admin.patch(path, { columns: ["name", "email", "group"], groups: [`Fiera ${mark}`] });
    expect(chosen.body.settings).toMatchObject({ identities: ["email"], groups: [`Fiera ${mark}`] });

    const withoutConsent = await admin.post(`${path}/check`, { has_consent: false });
    expect([withoutConsent.status, withoutConsent.body.errors]).toMatchObject([400, [{ code: "consent_needed" }]]);
    expect((await admin.post(`${path}/run`)).status).toBe(400);
    await admin.post(`${path}/check`, { has_consent: true });
    const checked = await settled(loaded.id);
    expect(checked).toMatchObject({
      state: "checked",
      has_corrections: true,
      summary: { new: 1, rejected: 1, faults: 2, new_groups: [`Fiera ${mark}`, "VIP"] },
    });
    expect(checked.consent_at).not.toBeNull();
    const rows = (await admin.get(`${path}/rows?outcome=new`)).body;
    expect(rows.items).toMatchObject([{ lines: [2], name: `Ada ${mark}`, contact: null }]);
    const found = `/api/people?filter=${encodeURIComponent(JSON.stringify({ q: mark }))}`;
    expect((await admin.get(found)).body.items).toEqual([]);

    await admin.post(`${path}/run`);
    expect(await settled(loaded.id)).toMatchObject({ state: "done", position: 2, total: 2 });
    expect((await admin.get(found)).body.items).toMatchObject([{ name: `Ada ${mark}` }]);
    const corrections = await admin.get(`${path}/corrections`);
    expect(corrections.headers.get("content-disposition")).toContain("contacts%20%E2%80%93%20");
    expect(corrections.body).toContain(`Bea ${mark};bea.${mark}@example;;Dove: `);
    await expect
      .poll(async () => (await admin.get("/api/notifications")).body.items.map((row: { kind: string }) => row.kind))
      .toContain("import.finished");

    await admin.post(`${path}/undo`);
    expect(await settled(loaded.id)).toMatchObject({ state: "undone", summary: { undone: { removed: 1, kept: 0 } } });
    expect((await admin.get(found)).body.items).toEqual([]);
    expect((await admin.delete(path)).status).toBe(400);
  });

  test("a workbook is read in a thread of its own, and another of its sheets can be chosen", async () => {
    const mark = randomUUID().slice(0, 8);
    const book = await toXlsx(
      "Clienti",
      ["Nome", "E-mail", "Telefono"],
      [[`Ada ${mark}`, `ada.${mark}@example.it`, 390212345678]],
    );
    const loaded = await load(book as BodyInit, "clienti.xlsx");
    expect(loaded).toMatchObject({
      content: { format: "xlsx", sheets: ["Clienti"], rows: 1 },
      settings: { columns: ["name", "email", "phone"], reading: { sheet: "Clienti", header_row: 0 } },
    });
    await admin.patch(`/api/imports/${loaded.id}`, { reading: { header_row: null } });
    expect(await settled(loaded.id)).toMatchObject({
      content: { rows: 2 },
      settings: { reading: { header_row: null } },
    });
    expect((await admin.delete(`/api/imports/${loaded.id}`)).status).toBe(204);
    expect((await admin.get(`/api/imports/${loaded.id}`)).status).toBe(404);
  });

  test("CT-27 CT-28: the sample can be loaded as it is", async () => {
    const { url } = here.service;
    const cookie = [...admin.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(`${url}/api/imports/sample?format=xlsx`, { headers: { cookie } });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect((await readXlsx(bytes))[0]?.rows).toHaveLength(3);
    const loaded = await load(bytes as BodyInit, "sample.xlsx");
    expect(loaded.settings.columns).not.toContain(null);
    await admin.post(`/api/imports/${loaded.id}/check`, { has_consent: true });
    expect((await settled(loaded.id)).summary).toMatchObject({ new: 2, faults: 0 });
    const text = (await admin.get("/api/imports/sample?format=csv")).body;
    expect((await load(text, "")).settings.columns).toEqual(loaded.settings.columns);
  });

  test("what is not for technicians, too large or no table is refused with a sentence", async () => {
    expect((await marco.post("/api/imports", undefined, { raw: "name,email\n", headers: asFile })).status).toBe(403);
    expect((await marco.get("/api/imports")).status).toBe(403);
    const huge = await admin.post("/api/imports?file_name=huge.csv", undefined, {
      raw: Buffer.alloc(mostFileBytes + 1, "x"),
      headers: asFile,
    });
    expect([huge.status, huge.body.code]).toEqual([413, "too_large"]);
    expect(await load("%PDF-1.7", "scan.pdf")).toMatchObject({ state: "unreadable", failure: "not_a_table" });
    // The largest that is allowed comes through whole, the last row of it included.
    const row = `${"x".repeat(1000)},p@example.it\n`;
    const large = `name,email\n${row.repeat(Math.floor((mostFileBytes - 11) / row.length))}`;
    expect((await load(large, "large.csv")).content.rows).toBe(Math.floor((mostFileBytes - 11) / row.length));
  });
});

const filterOf = (q: string) => encodeURIComponent(JSON.stringify({ q }));

async function bytesOf(path: string): Promise<Buffer> {
  const cookie = [...admin.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const response = await fetch(`${here.service.url}${path}`, { headers: { cookie } });
  expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-store"]);
  expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="/);
  return Buffer.from(await response.arrayBuffer());
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
    const csv = await bytesOf(`/api/people/export?format=csv&columns=${columns}&filter=${filterOf(mark)}`);
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
    const [sheet] = await readXlsx(await bytesOf(`/api/people/export?ids=${made.body.id}`));
    expect(sheet?.rows[0]).toContain("Ultima e-mail");
    expect(sheet?.rows[1]).toContain(`=HYPERLINK("${mark}")`);
    expect(sheet?.rows).toHaveLength(2);
  });

  test("everybody is in it once, also over several readings, and what comes out goes in again unchanged", async () => {
    const mark = randomUUID().slice(0, 8);
    const rows = Array.from({ length: 2300 }, (_, n) => `X${mark}${n},Esposto ${n % 7},${mark}.${n}@example.it`).join(
      "\n",
    );
    const load = async (content: BodyInit) => {
      const headers = { "content-type": "application/octet-stream" };
      const { id } = (await admin.post("/api/imports?has_consent=true", undefined, { raw: content, headers })).body;
      await settled(id);
      await admin.post(`/api/imports/${id}/check`, {});
      await settled(id);
      return id;
    };
    const settled = (id: number) =>
      expect
        .poll(async () => /ing$/.test((await admin.get(`/api/imports/${id}`)).body.state), { timeout: 30_000 })
        .toBe(false);
    const first = await load(`code,name,email\n${rows}\n`);
    await admin.post(`/api/imports/${first}/run`);
    await settled(first);
    const csv = await bytesOf(`/api/people/export?format=csv&filter=${filterOf(mark)}`);
    const exported = parseCsv(csv.toString("utf8"), ";");
    expect(new Set(exported.map(([code]) => code)).size).toBe(2301);
    const again = await load(csv as BodyInit);
    expect((await admin.get(`/api/imports/${again}`)).body.summary).toMatchObject({
      new: 0,
      changed: 0,
      unchanged: 2300,
    });
  });

  test("removed addresses as the list shows them; nothing for technicians, and no column that there is not", async () => {
    await admin.post("/api/suppressions", { lines: "via@example.it", name: "Rita", reason: "=cmd" });
    const csv = (await bytesOf("/api/suppressions/export?format=csv&q=via@")).toString("utf8");
    expect(parseCsv(csv, ";")).toEqual([
      ["Canale", "Indirizzo", "Contatti", "Che cosa non riceve", "Rimosso da", "Perché", "Rimosso il"],
      ["E-mail", "via@example.it", "", "Nessun messaggio", "Rita", "'=cmd", expect.stringMatching(/^\d{4}-\d\d-\d\d$/)],
    ]);
    expect((await marco.get("/api/people/export")).status).toBe(403);
    expect((await marco.get("/api/suppressions/export")).status).toBe(403);
    const refused = await admin.get("/api/people/export?columns=own_fields.nope");
    expect([refused.status, refused.body.errors]).toMatchObject([400, [{ code: "unknown_own_field" }]]);
    expect((await admin.get("/api/people/export?columns=password")).status).toBe(400);
  });
});
