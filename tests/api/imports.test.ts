import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { mostFileBytes } from "#lib/domain/imports/import.ts";
import { toXlsx } from "#lib/spreadsheets/to-xlsx.ts";
import { readXlsx } from "#lib/spreadsheets/xlsx.ts";
import type { Client } from "./client.ts";
import { asFile, loadImport, settledImport } from "./loaded-import.ts";
import { withService } from "./service.ts";

const here = withService();
let admin: Client;
let marco: Client;

beforeAll(async () => {
  [admin, marco] = await Promise.all([here.service.admin(), here.service.technician()]);
});

describe("imports over HTTP", () => {
  test("CT-24 … CT-43: loaded, assigned, checked, done, corrected, taken back", async () => {
    const mark = randomUUID().slice(0, 8);
    const loaded = await loadImport(
      admin,
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
    const checked = await settledImport(admin, loaded.id);
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
    expect(await settledImport(admin, loaded.id)).toMatchObject({ state: "done", position: 2, total: 2 });
    expect((await admin.get(found)).body.items).toMatchObject([{ name: `Ada ${mark}` }]);
    const corrections = await admin.get(`${path}/corrections`);
    expect(corrections.headers.get("content-disposition")).toContain("contacts%20%E2%80%93%20");
    expect(corrections.body).toContain(`Bea ${mark};bea.${mark}@example;;Dove: `);
    await expect
      .poll(async () => (await admin.get("/api/notifications")).body.items.map((row: { kind: string }) => row.kind))
      .toContain("import.finished");

    await admin.post(`${path}/undo`);
    expect(await settledImport(admin, loaded.id)).toMatchObject({
      state: "undone",
      summary: { undone: { removed: 1, kept: 0 } },
    });
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
    const loaded = await loadImport(admin, book as BodyInit, "clienti.xlsx");
    expect(loaded).toMatchObject({
      content: { format: "xlsx", sheets: ["Clienti"], rows: 1 },
      settings: { columns: ["name", "email", "phone"], reading: { sheet: "Clienti", header_row: 0 } },
    });
    await admin.patch(`/api/imports/${loaded.id}`, { reading: { header_row: null } });
    expect(await settledImport(admin, loaded.id)).toMatchObject({
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
    const loaded = await loadImport(admin, bytes as BodyInit, "sample.xlsx");
    expect(loaded.settings.columns).not.toContain(null);
    await admin.post(`/api/imports/${loaded.id}/check`, { has_consent: true });
    expect((await settledImport(admin, loaded.id)).summary).toMatchObject({ new: 2, faults: 0 });
    const text = (await admin.get("/api/imports/sample?format=csv")).body;
    expect((await loadImport(admin, text, "")).settings.columns).toEqual(loaded.settings.columns);
  });

  test("what is not for technicians, too large or no table is refused with a sentence", async () => {
    expect((await marco.post("/api/imports", undefined, { raw: "name,email\n", headers: asFile })).status).toBe(403);
    expect((await marco.get("/api/imports")).status).toBe(403);
    const huge = await admin.post("/api/imports?file_name=huge.csv", undefined, {
      raw: Buffer.alloc(mostFileBytes + 1, "x"),
      headers: asFile,
    });
    expect([huge.status, huge.body.code]).toEqual([413, "too_large"]);
    expect(await loadImport(admin, "%PDF-1.7", "scan.pdf")).toMatchObject({
      state: "unreadable",
      failure: "not_a_table",
    });
    // The largest that is allowed comes through whole, the last row of it included.
    const row = `${"x".repeat(1000)},p@example.it\n`;
    const large = `name,email\n${row.repeat(Math.floor((mostFileBytes - 11) / row.length))}`;
    expect((await loadImport(admin, large, "large.csv")).content.rows).toBe(
      Math.floor((mostFileBytes - 11) / row.length),
    );
  });
});
