import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { listContactEvents } from "#lib/db/contact-events.ts";
import { idsOf, removeContacts, stayingContacts } from "#lib/db/contact-removal.ts";
import { listPeople } from "#lib/db/people.ts";
import { type Person, useWorld } from "../support/world.ts";

describe("removing contacts", () => {
  const here = useWorld();
  let anna: Person;
  let tom: Person;

  beforeAll(async () => {
    anna = await here.world.admin("Anna");
    tom = await here.world.technician("Tom");
  });

  const remove = (ids: number[], who = anna) => here.world.as(who, (t) => removeContacts(t, ids, "Removed contact"));
  const row = async (id: number) =>
    (
      await sql<{ name: string; note: string | null; is_anonymised: boolean }>`
      select name, note, anonymised_at is not null as is_anonymised from contacts where id = ${id}`.execute(
        here.world.owner,
      )
    ).rows[0];

  test("whom nothing points at is deleted; the address stays, with what was said about it [CT-11, CT-76]", async () => {
    const id = await here.world.contact({ name: "Gone", email: "gone@example.it" });
    await sql`insert into suppressions (address_id, scope, source) select id, 'everything', 'user' from addresses where value = 'gone@example.it'`.execute(
      here.world.owner,
    );
    expect(await remove([id])).toEqual({ deleted: 1, anonymised: 0 });
    expect(await row(id)).toBeUndefined();
    expect(await remove([id])).toEqual({ deleted: 0, anonymised: 0 });
    const again = await here.world.contact({ name: "Back", email: "gone@example.it" });
    const { items } = await here.world.as(anna, (t) =>
      listPeople(t, { limit: 5, sort: "name", filter: { q: "gone@example" } }),
    );
    expect(items).toMatchObject([{ id: again, email: { is_blocked: true } }]);
  });

  test("whom work remembers is anonymised: name, addresses, sites, fields and history are gone, the work is not", async () => {
    const customer = await here.world.customer("Bianchi");
    await sql`insert into sites (contact_id, street, city, is_default) values (${customer}, 'Via Segreta 1', 'Como', true)`.execute(
      here.world.owner,
    );
    await sql`update contacts set note = 'owes us', code = 'B-1' where id = ${customer}`.execute(here.world.owner);
    const job = await here.world.intervention({ status: "Closed", customerId: customer });
    expect(await remove([customer])).toEqual({ deleted: 0, anonymised: 1 });
    expect(await row(customer)).toEqual({ name: "Removed contact", note: null, is_anonymised: true });
    const { rows } = await sql<{ text: string }>`
      select coalesce(string_agg(t.text, ' '), '') as text from (
        select to_jsonb(s)::text as text from sites s where contact_id = ${customer}
        union all select to_jsonb(p)::text from contact_points p where contact_id = ${customer}
        union all select to_jsonb(e)::text from contact_events e where contact_id = ${customer}
        union all select to_jsonb(w)::text from private.contact_words w where contact_id = ${customer}) t`.execute(
      here.world.owner,
    );
    expect(rows[0]?.text).not.toMatch(/Bianchi|Segreta|Como|bianchi/);
    const kept = await sql`select customer_id from interventions where id = ${job}`.execute(here.world.owner);
    expect(kept.rows).toEqual([{ customer_id: customer }]);
    const { items } = await here.world.as(anna, (t) => listPeople(t, { limit: 200, sort: "name" }));
    expect(items.map(({ id }) => id)).not.toContain(customer);
    expect(await here.world.as(anna, (t) => listContactEvents(t, customer))).toMatchObject([
      { kind: "contact.anonymised" },
    ]);
  });

  test("what was told and done names whom it was about no more, and names everybody else", async () => {
    const { world } = here;
    for (const audience of ["customer", "technician"]) await world.rule("Away", audience, "email");
    const [bruno, carla] = [await world.customer("Bruno Neri"), await world.customer("Carla Neri")];
    const site = await sql<{ id: number }>`
      insert into sites (contact_id, street, city, is_default) values (${bruno}, 'Via Nascosta 2', 'Lecco', true) returning id
    `.execute(world.owner);
    const ugo = await world.technician("Ugo Neri");
    const job = await world.intervention({ status: "Open", customerId: carla, technicians: [ugo, tom] });
    const set = (values: object) =>
      world.as(anna, (t) => t.updateTable("interventions").set(values).where("id", "=", job).execute());
    await set({ customer_id: bruno, site_id: site.rows[0]?.id });
    await world.setStatus(job, "Away");
    // Work done by somebody who is anonymised later is done by nobody who is named.
    await world.as(ugo, (t) => t.updateTable("interventions").set({ answer: "Fatto" }).where("id", "=", job).execute());
    await set({ customer_id: carla, site_id: null });
    await world.setStatus(job, "Closed");
    await sql`delete from intervention_technicians where intervention_id = ${job} and contact_id = ${ugo.contactId}`.execute(
      world.owner,
    );
    await sql`update accounts set is_active = false where id = ${ugo.accountId}`.execute(world.owner);
    const said = async () =>
      (
        await sql<{ text: string }>`
          select string_agg(t.text, ' ') as text from (
            select concat_ws(' ', e.old_value, e.new_value) as text from intervention_events e where e.intervention_id = ${job}
            union all select s.content::text from intervention_snapshots s where s.intervention_id = ${job}
            union all select h.actor_name from changes h) t
        `.execute(world.owner)
      ).rows[0]?.text ?? "";
    const before = await said();
    for (const name of ["Bruno Neri", "Via Nascosta", "Ugo Neri", "Carla Neri", "Tom"]) expect(before).toContain(name);
    expect(await remove([bruno, ugo.contactId])).toEqual({ deleted: 0, anonymised: 2 });
    const after = await said();
    expect(after).not.toMatch(/Bruno|Nascosta|Ugo/);
    for (const name of ["Carla Neri", "Tom", "Removed contact", "Anna"]) expect(after).toContain(name);
  });

  test("who can sign in, or has open work, stays and it is said why; the others go", async () => {
    const busy = await here.world.customer("Busy");
    await here.world.intervention({ status: "Open", customerId: busy });
    const free = await here.world.contact({ name: "Free" });
    const asked = [tom.contactId, busy, free, 999_999];
    expect(await here.world.as(anna, (t) => stayingContacts(t, asked, 10))).toEqual({
      all: 3,
      going: 1,
      staying: [
        { id: busy, name: "Busy", reason: "contact_has_open_work" },
        { id: tom.contactId, name: "Tom", reason: "contact_has_login" },
      ],
    });
    expect(await remove(asked)).toEqual({ deleted: 1, anonymised: 0 });
    expect(await row(tom.contactId)).toMatchObject({ name: "Tom" });
  });

  test("a company takes its contact persons not along: they stay without it", async () => {
    const company = await here.world.contact({ name: "Firm" });
    const person = await here.world.contact({ name: "Employee", companyId: company });
    expect(await remove([company])).toEqual({ deleted: 1, anonymised: 0 });
    const { rows } = await sql`select name, company_id from contacts where id = ${person}`.execute(here.world.owner);
    expect(rows).toEqual([{ name: "Employee", company_id: null }]);
  });

  test("all that fit a filter, none else [CT-12 … CT-14]", async () => {
    for (const name of ["Batch one", "Batch two"]) await here.world.contact({ name });
    const other = await here.world.contact({ name: "Other" });
    const ids = await here.world.as(anna, (t) => idsOf(t, { filter: { q: "batch" } }));
    expect(ids).toHaveLength(2);
    expect(await remove(ids)).toEqual({ deleted: 2, anonymised: 0 });
    expect(await row(other)).toMatchObject({ name: "Other" });
  });

  test("two at once remove each contact once", async () => {
    const ids: number[] = [];
    for (let n = 0; n < 20; n++) ids.push(await here.world.contact({ name: `Race ${n}`, email: null }));
    const [one, two] = await Promise.all([remove(ids), remove([...ids].reverse())]);
    expect(one.deleted + two.deleted).toBe(20);
  });

  test("a technician removes nobody", async () => {
    const id = await here.world.contact({ name: "Safe" });
    await expect(remove([id], tom)).rejects.toMatchObject({ code: "CM403" });
    expect(await row(id)).toMatchObject({ name: "Safe" });
    expect((await here.world.as(tom, (t) => stayingContacts(t, [id], 5))).all).toBe(0);
  });
});
