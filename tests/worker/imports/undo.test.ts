import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { stopImport } from "#lib/db/imports.ts";
import { useImportingCompany } from "./importing-company.ts";

describe("taking an import back", () => {
  const here = useImportingCompany();

  test("removes who came and puts back what was changed, but leaves what somebody has changed since", async () => {
    await here.office.import("code,name,email,note\nC1,Ada,ada@example.it,old\nC2,Bea,bea@example.it,old\n");
    const second = await here.office.import(
      "code,name,email,note,group\nC1,Ada,ada2@example.it,new,Yearly\nC2,Bea,,new,\nC3,Cleo,cleo@example.it,,\nC4,Dora,dora@example.it,,\n",
    );
    await sql`update contacts set note = 'mine' where code = 'C2'`.execute(here.world.owner);
    await sql`update contacts set note = 'mine' where code = 'C4'`.execute(here.world.owner);
    const undone = await here.office.undo(second);
    expect(undone).toMatchObject({ state: "undone", summary: { undone: { removed: 1, taken_back: 2, kept: 1 } } });
    const { rows } = await sql`select code, note from contacts where code is not null order by code`.execute(
      here.world.owner,
    );
    expect(rows).toEqual([
      { code: "C1", note: "old" },
      { code: "C2", note: "mine" },
      { code: "C4", note: "mine" },
    ]);
    expect(await here.registry()).toMatchObject([{ points: ["ada@example.it"], groups: [] }, {}, {}]);
  });

  test("whoever was put into a group or got another address since keeps both, and is told at that address", async () => {
    await here.office.import("code,name,phone\nC1,Ada,+39 035 123456\n");
    const second = await here.office.import(
      "code,name,email,street\nC1,,ada@example.it,Via Roma 1\nC2,Bea,bea@example.it,\n",
    );
    const { rows } = await sql<{
      id: number;
      code: string;
    }>`select id, code from contacts where code in ('C1', 'C2') order by code`.execute(here.world.owner);
    const [ada, bea] = rows.map(({ id }) => id);
    await sql`insert into contact_points (contact_id, channel, address_id, typed, is_default)
      values (${ada}, 'email', private.ensure_address('email', 'neu@example.it'), 'neu@example.it', false)`.execute(
      here.world.owner,
    );
    await sql`insert into contact_groups (name) values ('Yearly')`.execute(here.world.owner);
    await sql`insert into contact_group_members select id, ${bea} from contact_groups`.execute(here.world.owner);
    const undone = await here.office.undo(second);
    expect(undone.summary?.undone).toEqual({ removed: 0, taken_back: 1, kept: 1 });
    expect(await here.registry()).toMatchObject([
      { name: "Ada", points: ["+39035123456", "neu@example.it"], sites: [] },
      { name: "Bea", groups: ["Yearly"] },
    ]);
  });

  test("one that is stopped half-way tells watchers of who has joined until then, and takes that back", async () => {
    const { rows } = await sql<{
      id: number;
    }>`insert into contact_groups (name) values ('Yearly') returning id`.execute(here.world.owner);
    await sql`insert into contact_group_watchers values (${rows[0]?.id}, ${here.bruno.accountId})`.execute(
      here.world.owner,
    );
    const lines = Array.from({ length: 300 }, (_, n) => `P${n},p${n}@example.it,Yearly`).join("\n");
    const checked = await here.office.check(await here.office.load(`name,email,group\n${lines}\n`));
    await sql`update imports set state = 'running' where id = ${checked.id}`.execute(here.world.owner);
    await sql`select private.run_import_part(${checked.id}, ${await here.claimOf(checked.id)}, 100, '1 hour')`.execute(
      here.world.worker,
    );
    await here.office.as((t) => stopImport(t, checked.id));
    expect(await here.office.work(checked.id)).toMatchObject({ state: "cancelled", position: 100, total: 300 });
    const told = await sql<{
      joined: number;
    }>`select (payload ->> 'joined')::int as joined from notifications`.execute(here.world.owner);
    expect(told.rows).toEqual([{ joined: 100 }]);
    expect((await here.office.undo(checked)).summary?.undone).toEqual({ removed: 100, taken_back: 0, kept: 0 });
    expect(await here.registry()).toEqual([]);
  });

  test("an old code that somebody else has by now, and a field that is gone, keep nobody from being taken back", async () => {
    await sql`insert into contact_fields (name, type) values ('Zona', 'text')`.execute(here.world.owner);
    await here.office.import("code,name,email,Zona\nC1,Ada,ada@example.it,nord\nC2,Bea,bea@example.it,sud\n");
    const second = await here.office.import(
      "code,name,email,Zona\nD1,Ada,ada@example.it,\nD2,Bea,bea@example.it,est\n",
      {
        identities: ["email"],
        empty_erases: true,
      },
    );
    expect(second.summary).toMatchObject({ changed: 2 });
    await sql`insert into contacts (name, code) values ('Other', 'C1')`.execute(here.world.owner);
    await sql`delete from contact_fields`.execute(here.world.owner);
    expect((await here.office.undo(second)).summary?.undone).toEqual({ removed: 0, taken_back: 2, kept: 0 });
    expect((await here.registry()).map(({ name, code, own }) => [name, code, own])).toEqual([
      ["Ada", "D1", {}],
      ["Bea", "C2", {}],
      ["Other", "C1", {}],
    ]);
  });

  test("a group that was renamed since is still the one that is left, and its namesake keeps its members", async () => {
    await here.office.import("name,email\nAda,ada@example.it\n");
    const second = await here.office.import("name,email,group\nAda,ada@example.it,VIP\n");
    await sql`update contact_groups set name = 'Very important' where name = 'VIP'`.execute(here.world.owner);
    await sql`insert into contact_groups (name) values ('VIP')`.execute(here.world.owner);
    await sql`insert into contact_group_members select g.id, c.id from contact_groups g, contacts c where g.name = 'VIP' and c.name = 'Ada'`.execute(
      here.world.owner,
    );
    await here.office.undo(second);
    expect(await here.registry()).toMatchObject([{ name: "Ada", groups: ["VIP"] }]);
  });

  test("the list of an office: two groups were merged, an address was removed and the list imported again; all of it goes", async () => {
    const list = "code,name,email,note,group\nC1,Ada,ada@example.it,old,Yearly\nC2,Bea,bea@example.it,,Contracts\n";
    const first = await here.office.import(list);
    await here.office.as(async (t) => {
      const { rows } = await sql<{ id: number }>`select id from contact_groups order by name`.execute(t);
      await sql`select private.merge_groups(${rows[1]?.id}, ${rows[0]?.id})`.execute(t);
    });
    expect((await here.registry()).map(({ groups }) => groups)).toEqual([["Yearly"], ["Yearly"]]);
    const second = await here.office.import(list.replace("old", "new"));
    expect(second.summary).toMatchObject({ new: 0, changed: 2 });
    // Newest first, as one takes steps back.
    expect((await here.office.undo(second)).summary?.undone).toEqual({ removed: 0, taken_back: 2, kept: 0 });
    expect((await here.registry()).map(({ groups }) => groups)).toEqual([["Yearly"], ["Yearly"]]);
    expect((await here.office.undo(first)).summary?.undone).toEqual({ removed: 2, taken_back: 0, kept: 0 });
    expect(await here.registry()).toEqual([]);
  });

  test("what another import did and was not taken back keeps a contact, and so does a group that somebody chose", async () => {
    const first = await here.office.import(
      "name,email\nAda,ada@example.it\nBea,bea@example.it\nCleo,cleo@example.it\n",
    );
    await here.office.import("name,email,note\nAda,ada@example.it,known\n");
    await here.office.as(async (t) => {
      await sql`insert into contact_groups (name) values ('Yearly')`.execute(t);
      await sql`insert into contact_group_members select g.id, c.id from contact_groups g, contacts c where c.name = 'Bea'`.execute(
        t,
      );
    });
    expect((await here.office.undo(first)).summary?.undone).toEqual({ removed: 1, taken_back: 0, kept: 2 });
    expect(await here.names()).toEqual(["Ada", "Bea"]);
  });
});
