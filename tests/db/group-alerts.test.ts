import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { removeContacts } from "#lib/db/contact-removal.ts";
import { addMembers, insertGroup, removeMembers, watchGroup } from "#lib/db/groups.ts";
import { type Person, useWorld } from "../support/world.ts";

describe("whoever watches a group is told who joins and who leaves [CT-57]", () => {
  const here = useWorld();
  let anna: Person;
  let bruno: Person;
  let people: number[];
  let group: number;

  beforeAll(async () => {
    anna = await here.world.admin("Anna", { devices: 2 });
    bruno = await here.world.admin("Bruno");
    people = [];
    for (const name of ["Alba", "Bice", "Ciro", "Dora"]) people.push(await here.world.contact({ name }));
  });
  beforeEach(async () => {
    await sql`delete from contact_groups`.execute(here.world.owner);
    group = await here.world.as(bruno, (t) => insertGroup(t, { name: "Yearly" }));
    await here.world.as(anna, (t) => watchGroup(t, group, true));
    await sql`delete from notifications`.execute(here.world.owner);
    await sql`delete from deliveries`.execute(here.world.owner);
  });

  const put = (contacts: number[], who = bruno) => here.world.as(who, (t) => addMembers(t, [group], contacts));
  type Told = { account_id: string; payload: Record<string, unknown> };
  const bell = async () =>
    (
      await sql<Told>`select account_id, payload from notifications where kind = 'group.changed' order by id`.execute(
        here.world.owner,
      )
    ).rows;
  const messages = async () =>
    (
      await sql<{ channel: string; state: string; reason: string | null; who: string }>`
        select d.channel, d.state, d.skip_reason as reason, c.name as who
        from deliveries d join contacts c on c.id = d.contact_id where d.kind = 'group.changed' order by d.channel, d.id`.execute(
        here.world.owner,
      )
    ).rows;

  test("once for a transaction, with the first three by name and how many: a bell row, a mail, each device", async () => {
    await put(people);
    expect(await bell()).toEqual([
      {
        account_id: anna.accountId,
        payload: {
          group_id: group,
          group_name: "Yearly",
          actor_name: "Bruno",
          joined: 4,
          joined_names: ["Alba", "Bice", "Ciro"],
          left: 0,
          left_names: [],
        },
      },
    ]);
    expect(await messages()).toEqual([
      { channel: "email", state: "queued", reason: null, who: "Anna" },
      { channel: "push", state: "queued", reason: null, who: "Anna" },
      { channel: "push", state: "queued", reason: null, who: "Anna" },
    ]);
  });

  test("who joins and who leaves together is one message; in and out again is none", async () => {
    const [alba = 0, bice = 0, ciro = 0] = people;
    await put([alba]);
    await here.world.as(bruno, async (t) => {
      await removeMembers(t, [group], [alba]);
      await addMembers(t, [group], [bice, ciro]);
      await removeMembers(t, [group], [ciro]);
    });
    expect((await bell()).map(({ payload }) => [payload.joined_names, payload.left_names])).toEqual([
      [["Alba"], []],
      [["Bice"], ["Alba"]],
    ]);
  });

  test("not of what one does oneself, not after one stopped watching, and nobody who does not watch", async () => {
    await put(people.slice(0, 1), anna);
    await here.world.as(anna, (t) => watchGroup(t, group, false));
    await put(people.slice(1));
    expect(await bell()).toEqual([]);
    expect(await messages()).toEqual([]);
  });

  test("without a device the bell alone, with a blocked address no mail, and the log says why", async () => {
    await here.world.as(bruno, (t) => watchGroup(t, group, true));
    await sql`insert into suppressions (address_id, scope, source)
      select a.id, 'everything', 'bounce' from contact_points p join addresses a on a.id = p.address_id where p.contact_id = ${bruno.contactId}`.execute(
      here.world.owner,
    );
    await put(people, anna);
    expect(await messages()).toEqual([
      { channel: "email", state: "skipped", reason: "address_suppressed", who: "Bruno" },
      { channel: "push", state: "skipped", reason: "no_device", who: "Bruno" },
    ]);
  });

  test("ten thousand at once are one message", async () => {
    await sql`insert into contacts (name) select 'Crowd ' || n from generate_series(1, 10000) n`.execute(
      here.world.owner,
    );
    const { rows } = await sql<{ id: number }>`select id from contacts where name like 'Crowd %'`.execute(
      here.world.owner,
    );
    await put(rows.map(({ id }) => id));
    expect((await bell()).map(({ payload }) => payload.joined)).toEqual([10_000]);
  });

  test("that somebody has left because the contact was deleted, too, whose name is gone then", async () => {
    const { rows } = await sql<{ id: number }>`insert into contacts (name) values ('Gone') returning id`.execute(
      here.world.owner,
    );
    await put([Number(rows[0]?.id)]);
    await here.world.as(bruno, (t) => removeContacts(t, [Number(rows[0]?.id)], "Removed contact"));
    expect((await bell()).map(({ payload }) => [payload.joined, payload.left, payload.left_names])).toEqual([
      [1, 0, []],
      [0, 1, []],
    ]);
  });

  test("whoever is an administrator no more is told nothing", async () => {
    await here.world.as(bruno, (t) =>
      sql`select private.set_account_state(${anna.accountId}, false, false, null)`.execute(t),
    );
    await put(people);
    expect(await bell()).toEqual([]);
  });
});
