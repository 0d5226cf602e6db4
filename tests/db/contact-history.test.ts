import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { listContactEvents } from "#lib/db/contact-events.ts";
import { replaceContactPoints } from "#lib/db/contact-points.ts";
import { updateContact } from "#lib/db/contacts.ts";
import { type Person, useWorld } from "../support/world.ts";

describe("the history of a contact", () => {
  const here = useWorld();
  let anna: Person;
  let tom: Person;

  beforeAll(async () => {
    anna = await here.world.admin("Anna");
    tom = await here.world.technician("Tom");
  });

  const history = (id: number, who = anna) => here.world.as(who, (t) => listContactEvents(t, id));
  const email = (canonical: string, is_default = false) =>
    ({ channel: "email", canonical, typed: canonical, label: "", is_default }) as const;

  test("begins with who made it, and says of each change what was and what became of it [CT-22]", async () => {
    const id = await here.world.as(anna, async (t) => {
      const { rows } = await sql<{ id: number }>`insert into contacts (name) values ('Rossi') returning id`.execute(t);
      const made = rows[0]?.id ?? 0;
      await replaceContactPoints(t, made, [email("old@example.it", true)]);
      return made;
    });
    expect(await history(id)).toMatchObject([{ kind: "contact.created", actor_name: "Anna", origin: "admin" }]);
    await here.world.as(anna, (t) => updateContact(t, id, { name: "Rossi srl", roles: ["customer"] }));
    expect((await history(id))[0]).toMatchObject({
      kind: "contact.changed",
      changes: { name: { from: "Rossi", to: "Rossi srl" }, is_customer: { from: false, to: true } },
    });
  });

  test("one line for what is saved together, as what it comes to", async () => {
    const id = await here.world.contact({ name: "Together", email: "a@example.it" });
    const before = (await history(id)).length;
    await here.world.as(anna, async (t) => {
      await updateContact(t, id, { name: "Together again", note: "x" });
      await replaceContactPoints(t, id, [email("a@example.it"), email("b@example.it", true)]);
      await updateContact(t, id, { note: null });
    });
    const [newest, ...others] = await history(id);
    expect(others).toHaveLength(before);
    expect(newest?.changes).toEqual({
      name: { from: "Together", to: "Together again" },
      email: { from: ["a@example.it"], to: ["a@example.it", "b@example.it"] },
      email_default: { from: ["a@example.it"], to: ["b@example.it"] },
    });
  });

  test("what comes to nothing, and the same saved again, is no line", async () => {
    const id = await here.world.contact({ name: "Same" });
    const before = await history(id);
    await here.world.as(anna, (t) => updateContact(t, id, { name: "Same" }));
    await here.world.as(anna, async (t) => {
      await updateContact(t, id, { name: "Other" });
      await updateContact(t, id, { name: "Same" });
    });
    expect(await history(id)).toEqual(before);
  });

  test("says of its addresses who blocked them and why, and who lifted it [CT-21, CT-22]", async () => {
    const id = await here.world.contact({ name: "Blocked", email: "blocked@example.it" });
    await sql`
      insert into suppressions (address_id, scope, source, reason, created_by, lifted_at, lifted_by, lift_reason)
      select id, 'everything', 'user', 'asked by phone', 'Anna', now() + interval '1 second', 'Bruno', 'asked again'
      from addresses where value = 'blocked@example.it'`.execute(here.world.owner);
    expect((await history(id)).slice(0, 2)).toMatchObject([
      { kind: "address.lifted", actor_name: "Bruno", reason: "asked again", address: "blocked@example.it" },
      { kind: "address.suppressed", actor_name: "Anna", reason: "asked by phone", scope: "everything" },
    ]);
  });

  test("is for administrators alone", async () => {
    const id = await here.world.contact({ name: "Secret" });
    expect(await history(id, tom)).toEqual([]);
    expect(await history(tom.contactId, tom)).toEqual([]);
  });

  test("ten thousand at once are one statement's work, each with its line", async () => {
    await sql`insert into contacts (name) select 'Many ' || n from generate_series(1, 10000) n`.execute(
      here.world.owner,
    );
    await sql`update contacts set note = 'many' where name like 'Many %'`.execute(here.world.owner);
    const { rows } = await sql<{ lines: number; changes: number }>`
      select count(*)::int as lines, count(distinct e.change_id)::int as changes from contact_events e
      join contacts c on c.id = e.contact_id where c.name like 'Many %' and e.kind = 'contact.changed'`.execute(
      here.world.owner,
    );
    expect(rows).toEqual([{ lines: 10_000, changes: 1 }]);
  });
});
