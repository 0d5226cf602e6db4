import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { readBell } from "#lib/db/notifications.ts";
import { organization, sender } from "#lib/db/organization.ts";
import { listTemplates, saveTemplate, templateAt, templateExample, testTemplate } from "#lib/db/templates.ts";
import type { TemplateKey } from "#lib/domain/notifications/template-book.ts";
import type { TemplateTexts } from "#lib/domain/templates/template.ts";
import { type Person, useWorld } from "../support/world.ts";

const nothing: TemplateTexts = { subject: null, heading: null, text: null, title: null, body: null };
const toCustomers: TemplateKey = { status_id: null, audience: "customer", channel: "email", language: "it" };
const toTechnicians: TemplateKey = { status_id: null, audience: "technician", channel: "push", language: "it" };

describe("the company's own wording", () => {
  const here = useWorld();
  let anna: Person;
  let tom: Person;

  beforeAll(async () => {
    const { world } = here;
    anna = await world.admin("Anna", { devices: 2 });
    tom = await world.technician("Tom", { devices: 1 });
    const customerId = await world.customer("Rossi");
    await world.intervention({ status: "Open", customerId, technicians: [tom], tell: true });
  });

  const save = (key: TemplateKey, texts: Partial<TemplateTexts>, as = anna) =>
    here.world.as(as, async (transaction) => {
      await saveTemplate(transaction, { ...key, ...nothing, ...texts });
      return templateAt(transaction, key);
    });

  test("says who wrote it, and every writing is another version, also of one that was removed", async () => {
    const first = await save(toCustomers, { subject: "one" });
    expect(first).toMatchObject({ subject: "one", text: null, updated_by: { name: "Anna" } });
    const second = await save(toCustomers, { subject: "two" });
    await here.world.as(anna, (transaction) => sql`delete from message_templates`.execute(transaction));
    const third = await save(toCustomers, { subject: "three" });
    expect(second).toMatchObject({ id: first?.id, subject: "two" });
    expect(new Set([first?.version, second?.version, third?.version]).size).toBe(3);
  });

  test("there is one for a place, also for every status", async () => {
    await save(toCustomers, { subject: "again" });
    const all = await here.world.as(anna, listTemplates);
    expect(all.filter(({ audience }) => audience === "customer")).toHaveLength(1);
  });

  test.for([
    ["a text of another channel", "'customer', 'email', 'en', null, 'title'"],
    ["nothing", "'customer', 'email', 'en', null, null"],
    ["a push to customers", "'customer', 'push', 'en', null, 'title'"],
    ["a language that is none", "'customer', 'email', 'English', 'x', null"],
  ])("%s is refused by the table itself", async ([_, values]) => {
    const insert = sql.raw(
      `insert into message_templates (audience, channel, language, subject, title) values (${values})`,
    );
    await expect(insert.execute(here.world.owner)).rejects.toMatchObject({ code: "23514" });
  });

  test("goes with its status", async () => {
    const status_id = await here.world.status("Passing");
    await save({ ...toCustomers, status_id }, { subject: "x" });
    await sql`delete from intervention_statuses where id = ${status_id}`.execute(here.world.owner);
    expect(
      await here.world.as(anna, (transaction) => templateAt(transaction, { ...toCustomers, status_id })),
    ).toBeNull();
  });

  test("technicians write none, and read only what their bell says", async () => {
    await save(toTechnicians, { title: "own" });
    await expect(save(toCustomers, { subject: "mine" }, tom)).rejects.toMatchObject({ code: "42501" });
    const read = await here.world.as(tom, listTemplates);
    expect(read.map(({ channel }) => channel)).toEqual(["push"]);
    const { rows } = await here.world.as(tom, (transaction) =>
      sql`delete from message_templates returning id`.execute(transaction),
    );
    expect(rows).toEqual([]);
  });

  test("comes with the bell once, whatever there is in it", async () => {
    for (const person of [anna, tom]) {
      const bell = await here.world.as(person, (transaction) =>
        readBell(transaction, person.accountId, { limit: 50, unread: false }),
      );
      expect(bell.templates).toEqual([{ ...toTechnicians, ...nothing, title: "own" }]);
    }
  });

  test("whoever sends gets what is needed to word, and nothing else", async () => {
    const { rows } = await sql<{ templates: object[] }>`select private.templates('{email,push}') as templates`.execute(
      here.world.worker,
    );
    expect(rows[0]?.templates).toContainEqual({ ...toCustomers, ...nothing, subject: "again" });
  });
});

describe("own fields of the customer in templates", () => {
  const here = useWorld();
  let anna: Person;
  let job: number;

  beforeAll(async () => {
    anna = await here.world.admin("Anna");
    const customerId = await here.world.customer("Rossi");
    for (const [name, type] of [
      ["Scadenza", "date"],
      ["Zona", "text"],
    ])
      await sql`insert into contact_fields (name, type) values (${name}, ${type})`.execute(here.world.owner);
    await sql`update contacts set own_fields = '{"scadenza": "2027-03-01", "zona": "segreta"}' where id = ${customerId}`.execute(
      here.world.owner,
    );
    for (const status of ["First", "Second"]) await here.world.rule(status, "customer", "email");
    job = await here.world.intervention({ status: "Open", customerId });
  });

  const save = (texts: Partial<TemplateTexts>) =>
    here.world.as(anna, (transaction) => saveTemplate(transaction, { ...toCustomers, ...nothing, ...texts }));

  /** Of the newest snapshot, after a change of status. */
  async function taken(status: string): Promise<unknown> {
    await here.world.setStatus(job, status);
    const { rows } = await sql<{ fields: unknown }>`
      select content -> 'customer_fields' as fields from intervention_snapshots where intervention_id = ${job}
      order by change_id desc limit 1
    `.execute(here.world.owner);
    return rows[0]?.fields;
  }

  test("messages carry what some template names, and no other; an example carries all", async () => {
    expect(await taken("First")).toBeNull();
    await save({ subject: "Fino al {customer.scadenza}", text: "{{customer.zona}}" });
    expect(await taken("Second")).toEqual({ scadenza: { type: "date", value: "2027-03-01" } });
    const example = await here.world.as(anna, (transaction) => templateExample(transaction, undefined, null));
    expect(example?.customer_fields).toMatchObject({ zona: { type: "text", value: "segreta" } });
    await save({ subject: "{title}" });
    expect(await taken("First")).toBeNull();
  });

  test("a field that is added again is carried again", async () => {
    await save({ subject: "Fino al {customer.scadenza}" });
    await sql`delete from contact_fields where key = 'scadenza'`.execute(here.world.owner);
    expect(await taken("Second")).toBeNull();
    await sql`insert into contact_fields (name, type) values ('Scadenza', 'date')`.execute(here.world.owner);
    await sql`update contacts set own_fields = own_fields || '{"scadenza": "2028-01-01"}'`.execute(here.world.owner);
    expect(await taken("First")).toMatchObject({ scadenza: { value: "2028-01-01" } });
  });
});

describe("trying a wording", () => {
  const here = useWorld();
  let anna: Person;
  let tom: Person;
  let job: number;

  beforeAll(async () => {
    const { world } = here;
    anna = await world.admin("Anna", { devices: 2 });
    tom = await world.technician("Tom");
    job = await world.intervention({ status: "Open", customerId: await world.customer("Rossi"), technicians: [tom] });
  });

  const template = { ...toCustomers, ...nothing, subject: "{title}" };
  const example = (as: Person, status: number | null, number?: number) =>
    here.world.as(as, (transaction) => templateExample(transaction, number, status));

  test("is of the newest intervention, as if it had just got the status, and changes nothing", async () => {
    const closed = await here.world.status("Closed");
    const before = await here.world.told(job);
    expect(await example(anna, closed)).toMatchObject({
      title: "Caldaia in blocco",
      customer_fields: null,
      customer_name: "Rossi",
      technician_names: ["Tom"],
      actor_name: "Anna",
      status: { names: { en: "Closed" } },
      status_change: { from: { names: { en: "Open" } } },
      is_new: false,
    });
    expect(await here.world.told(job)).toEqual(before);
    expect(await example(anna, closed, 99_999)).toBeNull();
    expect(await example(anna, null)).toMatchObject({
      status: { names: { en: "Open" } },
      status_change: { from: null },
    });
  });

  test("is for administrators", async () => {
    await expect(example(tom, null)).rejects.toMatchObject({ code: "CM403" });
    const snapshot = await example(anna, null);
    if (!snapshot) throw new Error("There is an intervention.");
    const content = { template, snapshot, recipient_name: "Rossi" };
    await expect(
      here.world.as(tom, (transaction) => testTemplate(transaction, "email", content)),
    ).rejects.toMatchObject({ code: "CM403" });
  });

  test("goes to oneself alone: to one's address, or to all one's devices", async () => {
    const snapshot = await example(anna, null);
    if (!snapshot) throw new Error("There is an intervention.");
    const since = await here.world.now();
    const send = (channel: "email" | "push", as = anna) =>
      here.world.as(as, (transaction) =>
        testTemplate(transaction, channel, { template, snapshot, recipient_name: "Rossi" }),
      );
    expect([await send("email"), await send("push")]).toEqual([1, 2]);
    const { rows } = await sql<{ line: string }>`
      select concat_ws(' · ', c.name, d.kind, d.channel, x.value, d.state) as line
      from deliveries d join contacts c on c.id = d.contact_id left join addresses x on x.id = d.address_id
      where d.id > ${since} order by d.id`.execute(here.world.owner);
    expect(rows.map(({ line }) => line)).toEqual([
      "Anna · template.tested · email · anna@example.it · queued",
      "Anna · template.tested · push · queued",
      "Anna · template.tested · push · queued",
    ]);
    const bea = await here.world.admin("Bea");
    await expect(send("push", bea)).rejects.toMatchObject({ code: "CM400", detail: "no_own_address" });
  });
});

describe("how the company looks", () => {
  const here = useWorld();
  let anna: Person;
  let tom: Person;

  beforeAll(async () => {
    anna = await here.world.admin("Anna");
    tom = await here.world.technician("Tom");
  });

  const setLogo = (content: Buffer, as = anna) =>
    here.world.as(as, (transaction) =>
      sql`select private.set_logo(${content}, 'image/png', 30, 20)`.execute(transaction),
    );

  test("a logo is known by what is in it, and is a version of the company", async () => {
    const before = await here.world.as(anna, organization);
    await setLogo(Buffer.from("one"));
    const one = await here.world.as(anna, organization);
    await setLogo(Buffer.from("two"));
    const two = await here.world.as(anna, organization);
    expect([before.logo, one.version, two.version]).toEqual([null, before.version + 1, before.version + 2]);
    expect(one.logo?.path).not.toBe(two.logo?.path);
    const { rows } = await sql<{ content: Buffer }>`select * from private.logo_content()`.execute(here.world.worker);
    expect(rows[0]?.content.toString()).toBe("two");
    await here.world.as(anna, (transaction) => sql`select private.remove_logo()`.execute(transaction));
    expect((await here.world.as(anna, sender)).logo).toBeNull();
    expect((await sql`select * from private.logo_content()`.execute(here.world.worker)).rows).toEqual([]);
  });

  test("is for administrators to change, through these functions alone", async () => {
    await expect(setLogo(Buffer.from("x"), tom)).rejects.toMatchObject({ code: "CM403" });
    await expect(
      here.world.as(tom, (transaction) => sql`select private.remove_logo()`.execute(transaction)),
    ).rejects.toMatchObject({ code: "CM403" });
    await expect(
      here.world.as(anna, (transaction) => sql`update organization set logo = '{}'`.execute(transaction)),
    ).rejects.toMatchObject({ code: "42501" });
    await expect(setLogo(Buffer.alloc(262_145))).rejects.toMatchObject({ code: "23514" });
  });
});
