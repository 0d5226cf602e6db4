import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { checkImport, importCorrections, listImportRows, stopImport } from "#lib/db/imports.ts";
import { removeAddresses } from "#lib/db/removed-addresses.ts";
import { useImportingCompany } from "./importing-company.ts";
import { ImportOffice } from "./office.ts";

describe("contacts out of a file", () => {
  const here = useImportingCompany();

  describe("a table becomes contacts", () => {
    test("CT-24 CT-32 CT-41 columns are recognized, and what is new and what is changed is counted", async () => {
      const first = await here.office.import(
        "Codice;Ragione sociale;E-mail;Telefono;Indirizzo;CAP;Città\n" +
          "C1;Panificio Garibaldi;info@garibaldi.it;02 1234 5678;Via Roma 1;20121;Milano\n" +
          "C2;Hotel Riviera;HOTEL@riviera.it;+39 333 123 4567;;;\n",
      );
      expect(first.settings?.columns).toEqual(["code", "name", "email", "phone", "street", "postal_code", "city"]);
      expect(first).toMatchObject({
        state: "done",
        summary: { new: 2, changed: 0, unchanged: 0, rejected: 0, faults: 0 },
      });
      expect(await here.registry()).toMatchObject([
        {
          name: "Hotel Riviera",
          code: "C2",
          points: ["hotel@riviera.it", "+393331234567"],
          sites: [],
          is_customer: true,
        },
        {
          name: "Panificio Garibaldi",
          points: ["info@garibaldi.it", "+390212345678"],
          sites: ["Via Roma 1, 20121 Milano"],
        },
      ]);
      const second = await here.office.import(
        "Codice,Nome,E-mail\nC1,Panificio Garibaldi,nuovo@garibaldi.it\nC2,Hotel Riviera,\nC3,Terza,terza@example.it\n",
      );
      expect(second.summary).toMatchObject({ new: 1, changed: 1, unchanged: 1, fields: { email: 1 } });
      expect((await here.registry()).find(({ code }) => code === "C1")?.points).toEqual([
        "info@garibaldi.it",
        "+390212345678",
        "nuovo@garibaldi.it (other)",
      ]);
    });

    test("nothing is written to the registry before it is said that it shall be", async () => {
      const checked = await here.office.check(await here.office.load("name,email\nBice,bice@example.it\n"));
      expect(checked).toMatchObject({ state: "checked", summary: { new: 1 } });
      expect(await here.registry()).toEqual([]);
      const { items } = await here.rowsOf(checked, "new");
      expect(items).toMatchObject([
        { lines: [2], name: "Bice", changes: { name: { to: "Bice" }, email: { to: [{ value: "bice@example.it" }] } } },
      ]);
    });

    test("CT-42 CT-43 an item that is wrong costs that item; the file of corrections has its row, and why", async () => {
      const done = await here.office.import(
        "Nome;E-mail;Telefono;Nota\nAda;ada@example;02 1234 5678;prima\nBea;bea@example.it;02 12;\nCleo;;;\nDora;dora@example.it;;\n",
      );
      expect(done.summary).toMatchObject({ new: 3, rejected: 1, faults: 3 });
      expect(done.summary?.faults_by).toEqual(
        expect.arrayContaining([
          { column: "E-mail", reason: "not_an_email", count: 1 },
          { column: "Telefono", reason: "not_a_phone_number", count: 1 },
          { column: null, reason: "no_means_of_contact", count: 1 },
        ]),
      );
      expect(await here.registry()).toMatchObject([
        { name: "Ada", points: ["+390212345678"] },
        { name: "Bea", points: ["bea@example.it"] },
        { name: "Dora", points: ["dora@example.it"] },
      ]);
      const corrections = await here.world.as(here.anna, (t) => importCorrections(t, done.id));
      const text = new TextDecoder().decode(corrections ?? undefined);
      expect(text.split("\r\n")).toEqual([
        "Nome;E-mail;Telefono;Nota;Why it was not taken in",
        "Ada;ada@example;02 1234 5678;prima;E-mail: This is not a complete e-mail address.",
        "Bea;bea@example.it;02 12;;Telefono: This is not a complete phone number.",
        "Cleo;;;;It has neither a usable e-mail address nor a usable phone number.",
        "",
      ]);
      const again = await here.office.import(
        text.replace("ada@example;", "ada@example.it;").replace("02 12;;", "02 1234 9999;;"),
      );
      expect(again.summary).toMatchObject({ changed: 2, rejected: 1 });
    });

    test("CT-45 nobody comes in without an address, but one who is there needs none in the file", async () => {
      await here.office.import("code,name,email\nC1,Bice,bice@example.it\n");
      const done = await here.office.import("code,name\nC1,Bice Verdi\nC2,Carla\n");
      expect(done.summary).toMatchObject({ changed: 1, rejected: 1 });
      expect(await here.names()).toEqual(["Bice Verdi"]);
    });

    test("CT-37 CT-39 groups of the file and of the wizard are joined, and made where there are none", async () => {
      await sql`insert into contact_groups (name, filter) values ('Clever', '{"kind": "person"}')`.execute(
        here.world.owner,
      );
      const done = await here.office.import(
        "name,email,group,group\nAda,ada@example.it,Yearly,VIP\nBea,bea@example.it,clever,\n",
        { groups: ["Spring"] },
      );
      expect(done.summary).toMatchObject({ new: 2, faults: 1, new_groups: [] });
      expect((await here.registry()).map(({ groups }) => groups)).toEqual([["Spring", "VIP", "Yearly"], ["Spring"]]);
      expect(done.summary?.faults_by).toMatchObject([{ column: "group", reason: "group_is_smart" }]);
    });

    test("CT-82 own fields are filled by their type, and a day that does not exist is refused", async () => {
      await sql`insert into contact_fields (name, type) values ('Scadenza', 'date'), ('Unità', 'number')`.execute(
        here.world.owner,
      );
      const done = await here.office.import(
        'Nome;E-mail;Scadenza;Unità\nAda;ada@example.it;25/12/2026;1.234,5\nBea;bea@example.it;31/02/2026;"7"\n',
      );
      expect(done.summary?.dates).toEqual({ order: "day_first", is_certain: true });
      expect((await here.registry()).map(({ own }) => own)).toEqual([
        { scadenza: "2026-12-25", unita: 1234.5 },
        { unita: 7 },
      ]);
      expect(done.summary?.faults_by).toEqual([{ column: "Scadenza", reason: "not_a_date", count: 1 }]);
    });

    test("what was removed stays removed", async () => {
      await here.world.as(here.anna, (t) =>
        removeAddresses(
          t,
          [{ channel: "email", value: "ada@example.it" }],
          { scope: "everything", name: "Anna", reason: "asked" },
          "user",
        ),
      );
      const done = await here.office.import("name,email\nAda,ada@example.it\n");
      expect(done.summary).toMatchObject({ new: 1, suppressed: 1 });
      const { rows } = await sql<{ active: boolean }>`select lifted_at is null as active from suppressions`.execute(
        here.world.owner,
      );
      expect(rows).toEqual([{ active: true }]);
    });

    test("empty cells erase nothing, unless that is asked for, and never an address", async () => {
      await here.office.import("code,name,email,note\nC1,Ada,ada@example.it,call first\n");
      const kept = await here.office.import("code,name,email,note\nC1,,,\n");
      expect(kept.summary).toMatchObject({ unchanged: 1 });
      const emptied = await here.office.import("code,name,email,note\nC1,,,\n", { empty_erases: true });
      expect(emptied.summary).toMatchObject({ changed: 1, fields: { note: 1 } });
      expect(await here.registry()).toMatchObject([{ name: "Ada", points: ["ada@example.it"] }]);
    });
  });

  describe("who is who", () => {
    test("several rows about one contact become one; another code is another contact, whatever they share", async () => {
      const done = await here.office.import(
        "code,name,email\nC1,Ada,studio@example.it\nC1,Ada,ada@example.it\nC2,Bea,studio@example.it\n,,ada@example.it\n",
      );
      expect(done.summary).toMatchObject({ new: 2, joined: 2 });
      expect(await here.registry()).toMatchObject([
        { name: "Ada", points: ["studio@example.it", "ada@example.it (other)"] },
        { name: "Bea", points: ["studio@example.it"] },
      ]);
    });

    test("an address that two contacts have means the one of that name, or nobody", async () => {
      await here.office.import("code,name,email\nC1,Ada,studio@example.it\nC2,Bea,studio@example.it\n");
      const done = await here.office.import("name,email,note\nbea,studio@example.it,x\nCarla,studio@example.it,y\n");
      // Carla has the address of both, and the name of neither.
      expect(done.summary).toMatchObject({ new: 0, changed: 1, rejected: 1, joined: 0 });
      const alone = await here.office.import("name,email,note\nbea,studio@example.it,x\n");
      expect(alone.summary).toMatchObject({ unchanged: 1 });
    });

    test("a company is found by its name; one that there is not is a piece of information that is not taken", async () => {
      await here.office.import("name,kind,email\nRossi srl,azienda,rossi@example.it\n");
      const done = await here.office.import(
        "name,company,email\nAda,ROSSI SRL,ada@example.it\nBea,Bianchi srl,bea@example.it\n",
      );
      expect(done.summary).toMatchObject({ new: 2, faults: 1 });
      const { rows } = await sql<{ name: string }>`
      select c.name from contacts c join contacts k on k.id = c.company_id where k.name = 'Rossi srl'`.execute(
        here.world.owner,
      );
      expect(rows).toEqual([{ name: "Ada" }]);
    });

    test("a company of the same file is found, wherever it stands, and one without a person is taken for itself", async () => {
      const file =
        "name,kind,company,email\nAda,,Alfa srl,ada@example.it\nAlfa srl,azienda,,alfa@example.it\n,,Beta srl,beta@example.it\n";
      const done = await here.office.import(file);
      expect(done.summary).toMatchObject({ new: 3, faults: 0 });
      const { rows } =
        await sql`select c.name, c.kind, k.name as company from contacts c left join contacts k on k.id = c.company_id
        where c.id not in (select contact_id from accounts) order by c.name`.execute(here.world.owner);
      expect(rows).toEqual([
        { name: "Ada", kind: "person", company: "Alfa srl" },
        { name: "Alfa srl", kind: "company", company: null },
        { name: "Beta srl", kind: "company", company: null },
      ]);
      expect((await here.office.import(file)).summary).toMatchObject({ unchanged: 3 });
      expect((await here.office.undo(done)).summary?.undone).toEqual({ removed: 3, taken_back: 0, kept: 0 });
    });
  });

  describe("what the registry does not take", () => {
    test("costs its own row, in a part of many, and the others are imported and taken back", async () => {
      const lines = Array.from({ length: 40 }, (_, n) => `${n === 23 ? "Mallory" : `P${n}`},p${n}@example.it`).join(
        "\n",
      );
      await sql`alter table contacts add constraint no_mallory check (name <> 'Mallory')`.execute(here.world.owner);
      const done = await here.office.import(`name,email\n${lines}\n`);
      expect(done).toMatchObject({ state: "done", summary: { new: 39, rejected: 1, faults: 1 } });
      expect(done.summary?.faults_by).toEqual([{ column: null, reason: "not_storable", count: 1 }]);
      expect((await here.registry()).length).toBe(39);
      // Not one is kept from being taken back by another.
      await sql`alter table contacts drop constraint no_mallory`.execute(here.world.owner);
      expect((await here.office.undo(done)).summary?.undone).toEqual({ removed: 39, taken_back: 0, kept: 0 });
    });

    test("what a spreadsheet leaves in cells that nobody sees is not taken for anything", async () => {
      const cut = "🙂".repeat(60);
      const done = await here.office.import(
        `code,name,email,how to get in\n\u200f,Ada,ada@example.it,a\0b\n\u200f,Bea,bea@example.it,${cut}\n\u200f,${"x".repeat(301)},cleo@,${cut}\n`,
      );
      expect(done).toMatchObject({ state: "done", summary: { new: 2, joined: 0, rejected: 1 } });
      expect((await here.registry()).map(({ code }) => code)).toEqual([null, null]);
    });

    test("an import that is checked anew hears no more from whoever checked it before", async () => {
      const loaded = await here.office.load("name,email,note\nAda,ada@example.it,secret\n");
      await here.office.as((t) => checkImport(t, loaded.id, true));
      const { rows } = await sql<{ claim: number }>`select claim from private.claim_import('1 minute')`.execute(
        here.world.worker,
      );
      const stale = rows[0]?.claim ?? 0;
      await here.office.as((t) => stopImport(t, loaded.id));
      const chosen = await here.office.choose(loaded, { columns: ["name", "email", null] });
      await here.office.as((t) => checkImport(t, loaded.id, true));
      const says = await sql<{ staged: boolean }>`
        select private.stage_import_rows(${loaded.id}, ${stale}, 1, '[]', '1 minute') as staged`.execute(
        here.world.worker,
      );
      expect(says.rows).toEqual([{ staged: false }]);
      await sql`select private.import_was_checked(${loaded.id}, ${stale}, '{}', null)`.execute(here.world.worker);
      const checked = await here.office.work(chosen.id);
      expect(checked.summary).toMatchObject({ new: 1 });
      expect((await here.rowsOf(checked, "new")).items[0]?.changes).not.toHaveProperty("note");
    });
  });

  describe("strangers, crashes and crowds", () => {
    test("a technician sees no import and begins none", async () => {
      const done = await here.office.import("name,email\nAda,ada@example.it\n");
      const { rows } = await here.world.as(here.tea, (t) => sql`select * from imports`.execute(t));
      expect(rows).toEqual([]);
      await expect(
        here.world.as(here.tea, (t) => sql`select private.begin_import('x', '', true)`.execute(t)),
      ).rejects.toThrow("forbidden");
      await expect(
        here.world.as(here.tea, (t) => sql`select private.undo_import(${done.id})`.execute(t)),
      ).rejects.toThrow("forbidden");
      expect((await here.world.as(here.tea, (t) => listImportRows(t, done.id, { limit: 10 }))).items).toEqual([]);
    });

    test("who may not administrate any more imports nothing any more", async () => {
      const his = new ImportOffice(here.world, here.bruno);
      const checked = await his.check(await his.load("name,email\nAda,ada@example.it\n"));
      await sql`update imports set state = 'running', account_id = ${here.bruno.accountId} where id = ${checked.id}`.execute(
        here.world.owner,
      );
      await sql`update accounts set is_active = false where id = ${here.bruno.accountId}`.execute(here.world.owner);
      expect(await here.office.work(checked.id)).toMatchObject({ state: "failed", failure: "no_rights", position: 0 });
      expect(await here.names()).not.toContain("Ada");
      await sql`update accounts set is_active = true where id = ${here.bruno.accountId}`.execute(here.world.owner);
      await his.close();
    });

    test("what a worker left half-way goes on after its last part, and nothing is done twice", async () => {
      const file = `name,email\n${Array.from({ length: 2500 }, (_, n) => `P${n},p${n}@example.it`).join("\n")}\n`;
      const checked = await here.office.check(await here.office.load(file));
      await sql`update imports set state = 'running' where id = ${checked.id}`.execute(here.world.owner);
      // As a worker that is killed after its first part: the part is there, its lease is not over.
      await sql`select private.run_import_part(${checked.id}, ${await here.claimOf(checked.id)}, 1000, '1 hour')`.execute(
        here.world.worker,
      );
      expect(await here.office.work(checked.id)).toMatchObject({ state: "running", position: 1000 });
      await sql`update imports set leased_until = now() - interval '1 second'`.execute(here.world.owner);
      expect(await here.office.work(checked.id)).toMatchObject({
        state: "done",
        position: 2500,
        summary: { new: 2500 },
      });
      const { rows } = await sql<{ contacts: number; points: number }>`
      select count(distinct contact_id)::int as contacts, count(*)::int as points from contact_points p
      join addresses a on a.id = p.address_id where a.value like 'p%@example.it'`.execute(here.world.owner);
      expect(rows).toEqual([{ contacts: 2500, points: 2500 }]);
    });

    test("two imports of the same people at once make each of them once", async () => {
      const file = `name,email\n${Array.from({ length: 1500 }, (_, n) => `P${n},p${n}@example.it`).join("\n")}\n`;
      const [one, two] = [
        await here.office.check(await here.office.load(file)),
        await here.office.check(await here.office.load(file)),
      ];
      await sql`update imports set state = 'running'`.execute(here.world.owner);
      const parts = async (id: number) => {
        for (let more = true; more; )
          more = (
            await sql<{
              more: boolean;
            }>`select private.run_import_part(${id}, ${await here.claimOf(id)}, 500, '1 minute') as more`.execute(
              here.world.worker,
            )
          ).rows[0]?.more as boolean;
      };
      await Promise.all([parts(one.id), parts(two.id)]);
      await sql`update imports set leased_until = null`.execute(here.world.owner);
      const finished = [await here.office.work(one.id), await here.office.work(two.id)];
      expect(finished.map(({ state }) => state)).toEqual(["done", "done"]);
      expect(finished.reduce((sum, { summary }) => sum + (summary?.new ?? 0), 0)).toBe(1500);
      expect((await here.registry()).length).toBe(1500);
    });

    test("one that ends every worker is given up after five", async () => {
      const loaded = await here.office.load("name,email\nAda,ada@example.it\n");
      await sql`update imports set state = 'reading', attempts = 5 where id = ${loaded.id}`.execute(here.world.owner);
      expect(await here.office.work(loaded.id)).toMatchObject({ state: "unreadable", failure: "broken" });
    });

    test("who began it is told at the end by the bell, and who watches a group once of all", async () => {
      const { rows } = await sql<{
        id: number;
      }>`insert into contact_groups (name) values ('Yearly') returning id`.execute(here.world.owner);
      await sql`insert into contact_group_watchers values (${rows[0]?.id}, ${here.bruno.accountId})`.execute(
        here.world.owner,
      );
      const file = `name,email,group\n${Array.from({ length: 2100 }, (_, n) => `P${n},p${n}@example.it,Yearly`).join("\n")}\n`;
      await here.office.import(file, {}, "list.csv");
      const told = await sql<{ kind: string; account_id: string; payload: object }>`
      select kind, account_id, payload from notifications order by kind`.execute(here.world.owner);
      expect(told.rows).toMatchObject([
        { kind: "group.changed", account_id: here.bruno.accountId, payload: { joined: 2100, actor_name: "Anna" } },
        {
          kind: "import.finished",
          account_id: here.anna.accountId,
          payload: { file_name: "list.csv", new: 2100, faults: 0 },
        },
      ]);
    });
  });

  describe("files that are none", () => {
    test.for([
      ["", "nothing_in_it"],
      [" \n \n", "nothing_in_it"],
      ["%PDF-1.7 …", "not_a_table"],
      [Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), "old_xls"],
      [Uint8Array.of(0x50, 0x4b, 3, 4, 1, 2), "not_xlsx"],
    ] as const)("%s is refused: %s", async ([content, failure]) => {
      const loaded = await here.office.load(content);
      expect(loaded).toMatchObject({ state: "unreadable", failure, content: null });
    });
  });
});
