import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { countPeople, listPeople } from "#lib/db/people.ts";
import type { ContactFilter } from "#lib/domain/contacts/filter.ts";
import { type PersonQuery, personQuery } from "#lib/domain/people/person.ts";
import { type Person, useWorld } from "../support/world.ts";

describe("finding contacts", () => {
  const here = useWorld();
  let anna: Person;
  let tom: Person;

  beforeAll(async () => {
    const { world } = here;
    anna = await world.admin("Anna");
    tom = await world.technician("Tom", { email: "tom@example.org" });
    await sql`insert into contact_fields (key, name, type) values ('area', 'Area', 'text'), ('units', 'Units', 'number'), ('ends', 'Ends', 'date')`.execute(
      world.owner,
    );
    const berzins = await world.contact({ name: "Jānis Bērziņš", email: "janis@example.lv", isCustomer: true });
    await point(berzins, "phone", "+37126123456", "26 123 456");
    const cohen = await world.contact({ name: "יעל כהן", email: null, isCustomer: true });
    await point(cohen, "phone", "+97231234567", "03-123-4567");
    await world.contact({ name: "Nobody", email: null });
    const blocked = await world.contact({ name: "Blocked", email: "blocked@example.it", isCustomer: true });
    await suppress("blocked@example.it", "everything");
    await world.contact({ name: "Unsubscribed", email: "unsubscribed@example.it" });
    await suppress("unsubscribed@example.it", "status_mail");
    const terme = await world.contact({ name: "Hotel Terme", email: "info@terme.example", isCustomer: true });
    await world.contact({ name: "Lucia", email: "lucia@terme.example", companyId: terme });
    await sql`insert into sites (contact_id, street, city, is_default) values (${terme}, 'Via Fonte 3', 'San Pellegrino', true)`.execute(
      world.owner,
    );
    await sql`update contacts set code = 'K-100', own_fields = '{"area": "North", "units": 12, "ends": "2027-03-01"}' where id = ${terme}`.execute(
      world.owner,
    );
    await sql`update contacts set own_fields = '{"units": 3, "ends": "2026-01-31"}' where id = ${blocked}`.execute(
      world.owner,
    );
  });

  async function point(contact: number, channel: string, value: string, typed: string): Promise<void> {
    await sql`insert into contact_points (contact_id, channel, address_id, typed, is_default)
      values (${contact}, ${channel}, private.ensure_address(${channel}, ${value}), ${typed}, true)`.execute(
      here.world.owner,
    );
  }
  async function suppress(address: string, scope: string): Promise<void> {
    await sql`insert into suppressions (address_id, scope, source) select id, ${scope}, 'user' from addresses where value = ${address}`.execute(
      here.world.owner,
    );
  }
  const list = (filter: ContactFilter, query: Partial<PersonQuery> = {}, who = anna) =>
    here.world.as(who, (t) => listPeople(t, { limit: 200, sort: "name", ...query, filter }));
  const names = async (filter: ContactFilter, query: Partial<PersonQuery> = {}) =>
    (await list(filter, query)).items.map(({ name }) => name);

  test.for([
    ["berzins", "Jānis Bērziņš"],
    ["BĒRZIŅŠ janis", "Jānis Bērziņš"],
    ["26123456", "Jānis Bērziņš"],
    ["+371 26 123-456", "Jānis Bērziņš"],
    ["כהן", "יעל כהן"],
    ["03 1234", "יעל כהן"],
    ["k-100", "Hotel Terme"],
    ["pellegrino fonte", "Hotel Terme"],
    ["north", "Hotel Terme"],
    ["info@terme", "Hotel Terme"],
    ["lu", "Lucia"],
  ])("%s finds %s: by name, code, address, phone however grouped, site, own field [CT-7]", async ([q, name]) => {
    expect(await names({ q })).toContain(name);
    expect((await list({ q })).is_similar).toBe(false);
  });

  test("a contact person is found by the company, also by its new name", async () => {
    expect(await names({ q: "hotel" })).toEqual(["Hotel Terme", "Lucia"]);
    await sql`update contacts set name = 'Albergo Terme' where name = 'Hotel Terme'`.execute(here.world.owner);
    expect(await names({ q: "albergo" })).toEqual(["Albergo Terme", "Lucia"]);
    await sql`update contacts set name = 'Hotel Terme' where name = 'Albergo Terme'`.execute(here.world.owner);
  });

  test("typing errors are forgiven where nobody has the words, and it is said", async () => {
    expect(await list({ q: "janis bersins" })).toMatchObject({ items: [{ name: "Jānis Bērziņš" }], is_similar: true });
    expect(await list({ q: "xqzwvy" })).toMatchObject({ items: [], is_similar: false });
  });

  test.for(["%", "_", "\\", "'", "''; drop table contacts --", "$1", "a%b", "   "])(
    "%s is what was typed, no command",
    async (q) => {
      expect(await names({ q })).toEqual([]);
    },
  );

  test("an address that goes is not found by any more", async () => {
    const id = await here.world.contact({ name: "Mover", email: "qwpo@before.example" });
    expect(await names({ q: "qwpo@before" })).toEqual(["Mover"]);
    await sql`delete from contact_points where contact_id = ${id}`.execute(here.world.owner);
    expect(await names({ q: "qwpo@before" })).toEqual([]);
    await sql`delete from contacts where id = ${id}`.execute(here.world.owner);
  });

  test("active is who has one means that may be used [CT-3]; unsubscribing from some mails blocks nobody", async () => {
    expect(await names({ state: "blocked" })).toEqual(["Blocked"]);
    expect(await names({ state: "unreachable" })).toEqual(["Nobody"]);
    expect(await names({ state: "active" })).toEqual(expect.arrayContaining(["Unsubscribed", "יעל כהן", "Lucia"]));
    const counts = await here.world.as(anna, (t) => countPeople(t));
    expect(counts.by_state).toMatchObject({ blocked: 1, unreachable: 1 });
    expect(counts.all).toBe(counts.by_state.active + 2);
    expect(await here.world.as(anna, (t) => countPeople(t, { state: "blocked" }))).toEqual(counts);
  });

  test("each row says which means there are and whether they may be used [CT-4, CT-5, CT-6]", async () => {
    expect((await list({ q: "blocked@example" })).items).toMatchObject([
      { email: { value: "blocked@example.it", is_blocked: true }, phone: null, created_at: expect.any(String) },
    ]);
    expect((await list({ q: "berzins" })).items).toMatchObject([
      { email: { is_blocked: false }, phone: { value: "+37126123456", is_blocked: false } },
    ]);
  });

  test.for<[ContactFilter, string[]]>([
    [{ own_fields: [{ key: "area", test: "is", value: "north" }] }, ["Hotel Terme"]],
    [{ own_fields: [{ key: "area", test: "contains", value: "ort" }] }, ["Hotel Terme"]],
    [{ own_fields: [{ key: "units", test: "at_least", value: 4 }] }, ["Hotel Terme"]],
    [{ own_fields: [{ key: "units", test: "at_most", value: 4 }] }, ["Blocked"]],
    [{ own_fields: [{ key: "units", test: "is", value: 12 }] }, ["Hotel Terme"]],
    [{ own_fields: [{ key: "ends", test: "at_most", value: "2026-12-31" }] }, ["Blocked"]],
    [{ own_fields: [{ key: "area", test: "filled" }] }, ["Hotel Terme"]],
    [{ own_fields: [{ key: "area", test: "at_least", value: 3 }] }, []],
    [{ own_fields: [{ key: "area", test: "empty" }], roles: ["customer"] }, ["Blocked", "Jānis Bērziņš", "יעל כהן"]],
    [{ roles: ["customer"], channels: ["email", "phone"] }, ["Jānis Bērziņš"]],
    [{ login: "administrator" }, ["Anna"]],
    [{ login: "any" }, ["Anna", "Tom"]],
    [{ city: "pellegrino" }, ["Hotel Terme"]],
    [{ created_to: "2020-01-01" }, []],
  ])("%j", async ([filter, expected]) => {
    expect((await names(filter)).sort()).toEqual([...expected].sort());
  });

  test("by groups and their category, in and not in", async () => {
    await here.world.as(anna, async (t) => {
      await sql`insert into group_categories (name) values ('Contracts')`.execute(t);
      await sql`insert into contact_groups (name, category_id) select 'Yearly', id from group_categories`.execute(t);
      await sql`insert into contact_group_members (group_id, contact_id) select g.id, c.id from contact_groups g, contacts c where c.name = 'Hotel Terme'`.execute(
        t,
      );
    });
    const { rows } = await sql<{ id: number; category_id: number }>`select id, category_id from contact_groups`.execute(
      here.world.owner,
    );
    const { id, category_id } = rows[0] ?? { id: 0, category_id: 0 };
    expect(await names({ group_ids: [id] })).toEqual(["Hotel Terme"]);
    expect(await names({ category_ids: [category_id] })).toEqual(["Hotel Terme"]);
    expect(await names({ not_group_ids: [id], q: "terme" })).toEqual(["Lucia"]);
  });

  test.for(["name", "-name", "created_at", "-created_at", "code", "-code"] as const)(
    "sorted by %s, page after page, each once [CT-8]",
    async (sort) => {
      const all = await names({}, { sort });
      const paged: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const query = personQuery.parse({ limit: "3", sort, cursor });
        const page = await here.world.as(anna, (t) => listPeople(t, query));
        paged.push(...page.items.map(({ name }) => name));
        cursor = page.next_cursor;
      }
      expect(paged).toEqual(all);
      const { next_cursor } = await here.world.as(anna, (t) => listPeople(t, personQuery.parse({ limit: "1", sort })));
      const other = sort === "name" ? "code" : "name";
      expect(personQuery.safeParse({ sort: other, cursor: next_cursor }).success).toBe(false);
      const reversed = await names(
        {},
        { sort: sort.startsWith("-") ? (sort.slice(1) as "name") : (`-${sort}` as "-name") },
      );
      expect(reversed).toEqual([...all].reverse());
    },
  );

  test("nobody but administrators finds anybody, neither by words nor by counting", async () => {
    expect((await list({ q: "rossi" }, {}, tom)).items).toEqual([]);
    expect((await list({ q: "berzins" }, {}, tom)).items).toEqual([]);
    const { rows } = await here.world.as(tom, (t) =>
      sql<{ has: boolean; found: number }>`select private.has_contacts_with('berzins') as has,
        (select count(*)::int from private.contacts_found('berzins')) as found`.execute(t),
    );
    expect(rows).toEqual([{ has: false, found: 0 }]);
  });
});
