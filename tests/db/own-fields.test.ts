import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import {
  deleteContactField,
  insertContactField,
  listContactFields,
  renameContactField,
} from "#lib/db/contact-fields.ts";
import { contactById, insertContact, updateContact } from "#lib/db/contacts.ts";
import type { NewOwnField } from "#lib/domain/contacts/own-field.ts";
import { type Person, useWorld } from "../support/world.ts";

describe("own fields [CT-78 … CT-83]", () => {
  const here = useWorld();
  let anna: Person;
  let tom: Person;

  beforeAll(async () => {
    anna = await here.world.admin("Anna");
    tom = await here.world.technician("Tom");
  });

  const add = (field: NewOwnField, who = anna) => here.world.as(who, (t) => insertContactField(t, field));
  const fields = (who = anna) => here.world.as(who, (t) => listContactFields(t));
  const change = (id: number, own_fields: Record<string, string | number | null>) =>
    here.world.as(anna, (t) => updateContact(t, id, { own_fields }));
  const values = async (id: number) => (await here.world.as(anna, (t) => contactById(t, id)))?.own_fields;

  test("are called by their first name for ever, whatever it is written in", async () => {
    const area = await add({ name: "Zona di manutenzione", type: "text" });
    await add({ name: "Līguma beigas", type: "date" });
    await add({ name: "שטח", type: "number" });
    await add({ name: "שטח נוסף", type: "number" });
    await here.world.as(anna, (t) => renameContactField(t, area, "Area"));
    expect((await fields()).map(({ key, name, type }) => ({ key, name, type }))).toEqual([
      { key: "zona_di_manutenzione", name: "Area", type: "text" },
      { key: "liguma_beigas", name: "Līguma beigas", type: "date" },
      { key: "field", name: "שטח", type: "number" },
      { key: "field_2", name: "שטח נוסף", type: "number" },
    ]);
    await expect(add({ name: "AREA", type: "text" })).rejects.toMatchObject({ code: "23505" });
  });

  test("hold values of their type, key by key", async () => {
    const id = await here.world.contact({ name: "Rossi" });
    await change(id, { zona_di_manutenzione: "Nord", field: 12.5 });
    await change(id, { liguma_beigas: "2028-02-29", field: null });
    expect(await values(id)).toEqual({ zona_di_manutenzione: "Nord", liguma_beigas: "2028-02-29" });
    expect((await fields()).map(({ contacts }) => contacts)).toEqual([1, 1, 0, 0]);
  });

  test.for([
    [{ nothing: "x" }, "unknown_own_field"],
    [{ field: "12" }, "not_a_number"],
    [{ liguma_beigas: "2027-02-29" }, "not_a_date"],
    [{ liguma_beigas: "tomorrow" }, "not_a_date"],
    [{ liguma_beigas: 20270101 }, "not_a_date"],
    [{ zona_di_manutenzione: 5 }, "not_a_field_text"],
  ] as const)("refuse %j: %s, and the field is named", async ([own_fields, reason]) => {
    const id = await here.world.contact({ name: "Wrong" });
    await expect(change(id, own_fields)).rejects.toMatchObject({
      code: "CM400",
      detail: reason,
      column: `own_fields.${Object.keys(own_fields)[0]}`,
    });
    expect(await values(id)).toEqual({});
    await expect(
      here.world.as(anna, (t) => insertContact(t, { name: "New", own_fields: { ...own_fields } })),
    ).rejects.toMatchObject({ detail: reason });
  });

  test("one that is removed takes its values along, and nothing else", async () => {
    const id = await here.world.contact({ name: "Kept" });
    await change(id, { zona_di_manutenzione: "Sud", liguma_beigas: "2027-01-01" });
    const ends = (await fields()).find(({ key }) => key === "liguma_beigas");
    expect(await here.world.as(anna, (t) => deleteContactField(t, ends?.id ?? 0))).toBe(true);
    expect(await values(id)).toEqual({ zona_di_manutenzione: "Sud" });
  });

  test("one that is removed while a value is put in, or just before, leaves no value behind", async () => {
    const contact = await here.world.contact({ name: "Between" });
    const busy = await add({ name: "Busy", type: "text" });
    const remove = () => here.world.as(anna, (t) => deleteContactField(t, busy));
    let removing = Promise.resolve(false);
    await here.world.as(anna, async (t) => {
      await updateContact(t, contact, { own_fields: { busy: "yes" } });
      removing = remove();
      await waitingForLock();
    });
    expect(await removing).toBe(true);
    expect(await values(contact)).toEqual({});

    const gone = await add({ name: "Gone", type: "text" });
    let putting = Promise.resolve({ status: "never" });
    await here.world.as(anna, async (t) => {
      await deleteContactField(t, gone);
      putting = Promise.allSettled([change(contact, { gone: "yes" })]).then(([result]) => result);
      await waitingForLock();
    });
    expect(await putting).toMatchObject({ status: "rejected", reason: { detail: "unknown_own_field" } });
    expect(await values(contact)).toEqual({});
  });

  async function waitingForLock(): Promise<void> {
    await expect
      .poll(
        async () =>
          (
            await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
              here.world.owner,
            )
          ).rows.length,
      )
      .toBe(1);
  }

  test("are twenty at most, also when two add the last at once [CT-80]", async () => {
    for (let there = (await fields()).length; there < 19; there++)
      await add({ name: `Field no ${there}`, type: "text" });
    const results = await Promise.allSettled(
      ["A", "B", "C"].map((name) => add({ name: `Last ${name}`, type: "text" })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected")
        expect(result.reason).toMatchObject({ code: "CM400", detail: "too_many_fields" });
    expect(await fields()).toHaveLength(20);
  });

  test("technicians read them and change nothing; how often they are used is not theirs to know", async () => {
    expect((await fields(tom)).every(({ contacts }) => contacts === 0)).toBe(true);
    await here.world.as(anna, async (t) => deleteContactField(t, (await listContactFields(t))[19]?.id ?? 0));
    await expect(add({ name: "Mine", type: "text" }, tom)).rejects.toMatchObject({ code: "42501" });
    const { rows } = await here.world.as(tom, (t) => sql`delete from contact_fields returning id`.execute(t));
    expect(rows).toEqual([]);
  });
});
