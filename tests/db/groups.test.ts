import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listContactEvents } from "#lib/db/contact-events.ts";
import { deleteCategory, insertCategory, listCategories } from "#lib/db/group-categories.ts";
import {
  addMembers,
  deleteGroups,
  insertGroup,
  listGroups,
  membersOf,
  mergeGroups,
  removeMembers,
  updateGroup,
} from "#lib/db/groups.ts";
import type { NewGroup } from "#lib/domain/contacts/group.ts";
import { type Person, useWorld } from "../support/world.ts";

describe("groups", () => {
  const here = useWorld();
  let anna: Person;
  let tom: Person;
  let people: number[];

  beforeAll(async () => {
    anna = await here.world.admin("Anna");
    tom = await here.world.technician("Tom");
    people = [];
    for (const name of ["Alba", "Bice", "Ciro"]) people.push(await here.world.contact({ name, isCustomer: true }));
    people.push(await here.world.contact({ name: "Nobody", email: null }));
  });
  beforeEach(async () => {
    await sql`delete from contact_groups`.execute(here.world.owner);
  });

  const make = (given: NewGroup) => here.world.as(anna, (t) => insertGroup(t, given));
  const put = (groups: number[], contacts: number[], who = anna) =>
    here.world.as(who, (t) => addMembers(t, groups, contacts));
  const take = (groups: number[], contacts: number[]) => here.world.as(anna, (t) => removeMembers(t, groups, contacts));
  const list = (who = anna) => here.world.as(who, (t) => listGroups(t));
  const members = (id: number) => here.world.as(anna, (t) => membersOf(t, [id]));
  const kinds = async (id: number) =>
    (await here.world.as(anna, (t) => listContactEvents(t, id))).map(({ kind, group }) => [kind, group?.name]);

  test("say how many are in them and how many of these can be reached [CT-47]", async () => {
    const id = await make({ name: "Yearly" });
    expect(await put([id], people)).toBe(4);
    expect(await put([id], people)).toBe(0);
    expect(await list()).toMatchObject([{ name: "Yearly", contacts: 4, active: 3, filter: null, category: null }]);
    expect(await take([id], [people[3] ?? 0, 999_999])).toBe(1);
    expect(await list()).toMatchObject([{ contacts: 3, active: 3 }]);
  });

  test("joining and leaving is in the history, also when the group goes [CT-22]", async () => {
    const id = await make({ name: "Short-lived" });
    const [alba = 0] = people;
    await put([id], [alba]);
    await here.world.as(anna, (t) => deleteGroups(t, [id]));
    expect((await kinds(alba)).slice(0, 2)).toEqual([
      ["contact.left_group", "Short-lived"],
      ["contact.joined_group", "Short-lived"],
    ]);
  });

  test("a smart one follows its filter, takes nobody by hand, and stays smart", async () => {
    const id = await make({ name: "Customers", filter: { roles: ["customer"] } });
    expect(await list()).toMatchObject([{ contacts: 3, active: 3, filter: { roles: ["customer"] } }]);
    await expect(put([id], people)).rejects.toMatchObject({ code: "CM400", detail: "group_is_smart" });
    await here.world.as(anna, (t) => updateGroup(t, id, { filter: { q: "alba" } }));
    expect(await list()).toMatchObject([{ contacts: 1 }]);
    const fixed = await make({ name: "Fixed" });
    await expect(here.world.as(anna, (t) => updateGroup(t, fixed, { filter: {} }))).rejects.toMatchObject({
      detail: "group_kind_stays",
    });
  });

  test("two become one: everybody once, the category of the one that had it, and the other is gone [CT-54]", async () => {
    const [alba = 0, bice = 0, ciro = 0] = people;
    const category = await here.world.as(anna, (t) => insertCategory(t, "Contracts"));
    const kept = await make({ name: "Kept" });
    const merged = await make({ name: "Merged", category_id: category });
    await put([kept], [alba, bice]);
    await put([merged], [bice, ciro]);
    await here.world.as(anna, (t) => mergeGroups(t, kept, merged));
    expect(await members(kept)).toEqual([alba, bice, ciro]);
    expect(await list()).toMatchObject([{ id: kept, category: { name: "Contracts" } }]);
    expect((await kinds(bice))[0]).toEqual(["contact.left_group", "Merged"]);
    const merge = (a: number, b: number, who = anna) => here.world.as(who, (t) => mergeGroups(t, a, b));
    await expect(merge(kept, merged)).rejects.toMatchObject({ code: "CM404" });
    await expect(merge(kept, kept)).rejects.toMatchObject({ detail: "two_groups_needed" });
    await expect(merge(kept, kept, tom)).rejects.toMatchObject({ code: "CM403" });
    await here.world.as(anna, (t) => deleteCategory(t, category));
  });

  test("two who merge each into the other at once lose nobody", async () => {
    const [one, other] = [await make({ name: "One" }), await make({ name: "Other" })];
    await put([one], people.slice(0, 2));
    await put([other], people.slice(2));
    const results = await Promise.allSettled([
      here.world.as(anna, (t) => mergeGroups(t, one, other)),
      here.world.as(anna, (t) => mergeGroups(t, other, one)),
    ]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await list()).toMatchObject([{ contacts: 4 }]);
  });

  test("a category goes and its groups stay [CT-64, CT-65]", async () => {
    const category = await here.world.as(anna, (t) => insertCategory(t, "Districts"));
    await make({ name: "North", category_id: category });
    expect(await here.world.as(anna, listCategories)).toMatchObject([{ name: "Districts", groups: 1 }]);
    expect(await here.world.as(anna, (t) => deleteCategory(t, category))).toBe(true);
    expect(await list()).toMatchObject([{ name: "North", category: null }]);
  });

  test("ten thousand are put in by one statement, each with its line in the history", async () => {
    await sql`insert into contacts (name) select 'Crowd ' || n from generate_series(1, 10000) n`.execute(
      here.world.owner,
    );
    const { rows } = await sql<{ id: number }>`select id from contacts where name like 'Crowd %'`.execute(
      here.world.owner,
    );
    const id = await make({ name: "Crowd" });
    expect(
      await put(
        [id],
        rows.map((row) => row.id),
      ),
    ).toBe(10_000);
    const lines = await sql<{ count: number }>`
      select count(*)::int as count from contact_events e where e.kind = 'contact.joined_group' and (e.value ->> 'id')::bigint = ${id}`.execute(
      here.world.owner,
    );
    expect(lines.rows).toEqual([{ count: 10_000 }]);
  });

  test("are administrators' alone", async () => {
    const id = await make({ name: "Secret" });
    expect(await list(tom)).toEqual([]);
    await expect(put([id], [tom.contactId], tom)).rejects.toMatchObject({ code: "42501" });
    expect(await here.world.as(tom, (t) => deleteGroups(t, [id]))).toBe(0);
  });
});
