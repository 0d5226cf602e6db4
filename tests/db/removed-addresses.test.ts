import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { liftRemovals, listRemoved, removeAddresses } from "#lib/db/removed-addresses.ts";
import { type RemovedQuery, removedQuery } from "#lib/domain/contacts/removed-address.ts";
import type { SuppressionScope } from "#lib/domain/contacts/suppression.ts";
import { type Person, useWorld } from "../support/world.ts";

describe("removed addresses", () => {
  const here = useWorld();
  let anna: Person;
  let tom: Person;

  beforeAll(async () => {
    anna = await here.world.admin("Anna");
    tom = await here.world.technician("Tom");
  });

  const said = { name: "Rita of the office", reason: "asked by phone" };
  const remove = (values: string[], scope: SuppressionScope = "everything", who = anna, words = said) =>
    here.world.as(who, (t) =>
      removeAddresses(
        t,
        values.map((value) => ({ channel: value.includes("@") ? "email" : "phone", value })),
        { scope, ...words },
        "user",
      ),
    );
  const list = (query: Partial<RemovedQuery> = {}, who = anna) =>
    here.world.as(who, (t) => listRemoved(t, { limit: 200, state: "active", ...query }));
  const values = async (query: Partial<RemovedQuery> = {}) => (await list(query)).items.map(({ value }) => value);

  test("who asked, why and who was signed in are kept; the same again says nothing new [CT-21, CT-72, CT-77]", async () => {
    const contact = await here.world.contact({ name: "Rossi", email: "rossi@example.it" });
    expect(await remove(["rossi@example.it", "+390350001"])).toEqual({ removed: 2, already: 0 });
    expect(await remove(["rossi@example.it"], "everything", anna, { name: "Other", reason: "again" })).toEqual({
      removed: 0,
      already: 1,
    });
    const { items, totals } = await list();
    expect(items).toMatchObject([
      { channel: "phone", value: "+390350001", contacts: [] },
      {
        channel: "email",
        value: "rossi@example.it",
        source: "user",
        created_by: "Rita of the office",
        reason: "asked by phone",
        contacts: [{ id: contact, name: "Rossi" }],
      },
    ]);
    expect(totals).toEqual({ email: 1, phone: 1 });
    const { rows } = await sql`select distinct account_id from suppressions`.execute(here.world.owner);
    expect(rows).toEqual([{ account_id: anna.accountId }]);
  });

  test("a queued mail is stopped at the moment of sending, and every new one is silent, for all who have it [CT-76]", async () => {
    const { world } = here;
    const customer = await world.contact({ name: "Two", email: "shared@example.it", isCustomer: true });
    const other = await world.contact({ name: "Three", email: "shared@example.it", isCustomer: true });
    await world.intervention({ status: "Open", customerId: customer, tell: true });
    await remove(["shared@example.it"]);
    await world.intervention({ status: "Open", customerId: other, tell: true });
    await sql`select * from private.claim_deliveries('email', 100, interval '1 minute')`.execute(world.worker);
    const { rows } = await sql<{ state: string; skip_reason: string }>`
      select d.state, d.skip_reason from deliveries d join addresses a on a.id = d.address_id
      where a.value = 'shared@example.it' and d.channel = 'email'`.execute(world.owner);
    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows) expect(row).toEqual({ state: "skipped", skip_reason: "address_suppressed" });
  });

  test("lifting says who and why, and stays in the history; a second lift finds nothing", async () => {
    await remove(["lift@example.it"]);
    const { items } = await list({ q: "lift@" });
    const id = items[0]?.id ?? 0;
    const lift = () => here.world.as(anna, (t) => liftRemovals(t, [id], { name: "Anna", reason: "asked again" }));
    expect(await lift()).toBe(1);
    expect(await lift()).toBe(0);
    expect(await values({ q: "lift@" })).toEqual([]);
    expect((await list({ q: "lift@", state: "lifted" })).items).toMatchObject([
      { created_by: said.name, lifted_by: "Anna", lift_reason: "asked again" },
    ]);
    expect(await remove(["lift@example.it"])).toEqual({ removed: 1, already: 0 });
    expect((await list({ q: "lift@", state: "lifted" })).items).toHaveLength(1);
  });

  test("narrowed by channel, scope, source, person and time [CT-71]", async () => {
    await remove(["status@example.it"], "status_mail");
    expect(await values({ scope: "status_mail" })).toEqual(["status@example.it"]);
    expect(await values({ channel: "phone" })).toEqual(["+390350001"]);
    expect(await values({ source: "link" })).toEqual([]);
    expect(await values({ to: "2020-01-01T00:00:00Z" })).toEqual([]);
    expect(await values({ from: "2020-01-01T00:00:00Z", q: "rossi" })).toEqual(["rossi@example.it"]);
    // Only what stops everything counts.
    expect((await list()).totals.email).toBe((await values({ channel: "email", scope: "everything" })).length);
  });

  test("page after page, each once", async () => {
    await remove(Array.from({ length: 7 }, (_, n) => `many${n}@example.it`));
    const paged: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await here.world.as(anna, (t) =>
        listRemoved(t, removedQuery.parse({ limit: "3", q: "many", cursor })),
      );
      paged.push(...page.items.map(({ value }) => value));
      cursor = page.next_cursor;
    }
    expect(paged).toEqual(await values({ q: "many" }));
    expect(paged).toHaveLength(7);
  });

  test("two who remove the same at once remove it once", async () => {
    const all = Array.from({ length: 30 }, (_, n) => `race${n}@example.it`);
    const [one, two] = await Promise.all([remove(all), remove([...all].reverse())]);
    expect(one.removed + two.removed).toBe(30);
  });

  test.for([
    [{ name: " ", reason: "x" }, "who_required"],
    [{ name: "x", reason: "" }, "why_required"],
  ] as const)("without %j: %s, and nothing is removed", async ([words, reason]) => {
    await expect(remove(["never@example.it"], "everything", anna, words)).rejects.toMatchObject({ detail: reason });
    expect(await values({ q: "never" })).toEqual([]);
  });

  test("is administrators' alone", async () => {
    await expect(remove(["never@example.it"], "everything", tom)).rejects.toMatchObject({ code: "CM403" });
    await expect(here.world.as(tom, (t) => liftRemovals(t, [1], said))).rejects.toMatchObject({ code: "CM403" });
    expect((await list({}, tom)).items).toEqual([]);
  });
});
