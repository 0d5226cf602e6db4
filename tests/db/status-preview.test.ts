import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { beginChange, updateIntervention } from "#lib/db/intervention-changes.ts";
import { asIf, toldNow } from "#lib/db/previews.ts";
import { type Person, useWorld } from "../support/world.ts";

describe("who would be told of a status", () => {
  const here = useWorld();
  let anna: Person;
  let tom: Person;
  let rossi: number;

  beforeAll(async () => {
    const { world } = here;
    anna = await world.admin("Anna", { devices: 2 });
    await world.admin("Bruno");
    tom = await world.technician("Tom", { devices: 1 });
    await world.technician("Nadia", { profile: null });
    rossi = await world.customer("Rossi");
  });

  async function preview(person: Person, intervention: number, status: string, notifyCustomer = true) {
    const status_id = await here.world.status(status);
    const items = await here.world.as(person, (transaction) =>
      asIf(
        transaction,
        async () => {
          await beginChange(transaction, { isApi: false, notifyCustomer });
          await updateIntervention(transaction, intervention, { status_id, notify_customer: notifyCustomer });
        },
        () => toldNow(transaction),
      ),
    );
    return items.map(
      ({ recipient, channel, reason }) =>
        `${recipient?.name} · ${channel} · ${reason ? `skipped ${reason}` : "queued"}`,
    );
  }

  async function everything(intervention: number) {
    const { rows } = await sql`
      select i.version, i.status_id, (select count(*) from intervention_events) as facts, (select count(*) from changes) as changes,
             (select count(*) from deliveries) as deliveries, (select count(*) from notifications) as bell
      from interventions i where i.id = ${intervention}
    `.execute(here.world.owner);
    return rows[0];
  }

  test("says what then happens, and changes nothing", async () => {
    const id = await here.world.intervention({ status: "On hold", customerId: rossi, technicians: [tom] });
    const before = await everything(id);
    const said = await preview(anna, id, "Closed");
    expect(await everything(id)).toEqual(before);
    expect(said).toEqual([
      "Rossi · email · queued",
      "Tom · email · queued",
      "Tom · push · queued",
      "Anna · email · queued",
      "Anna · push · queued",
      "Bruno · email · queued",
      "Bruno · push · skipped no_device",
    ]);
    await here.world.setStatus(id, "Closed");
    expect([...new Set(await here.world.told(id))]).toEqual([...said].sort());
  });

  test("says who is left out, and that nobody is there", async () => {
    const id = await here.world.intervention({ status: "On hold", customerId: rossi });
    expect(await preview(anna, id, "Closed", false)).toEqual(
      expect.arrayContaining([
        "Rossi · email · skipped customer_not_to_be_notified",
        "undefined · push · skipped no_technician",
      ]),
    );
  });

  test("a status that no rule names would be silent", async () => {
    const id = await here.world.intervention({ status: "Open", customerId: rossi, technicians: [tom] });
    expect(await preview(anna, id, "On hold")).toEqual([]);
  });

  test("a technician asks for their own jobs, and what they may not change is refused", async () => {
    const own = await here.world.intervention({ status: "On hold", technicians: [tom] });
    expect(await preview(tom, own, "Closed")).toContain("Tom · push · queued");
    const renamed = here.world.as(tom, (transaction) =>
      asIf(
        transaction,
        () => updateIntervention(transaction, own, { title: "Altro" } as never),
        () => toldNow(transaction),
      ),
    );
    await expect(renamed).rejects.toThrow();
  });

  test("what others chose, and what their accounts and addresses lack, is for administrators", async () => {
    const { world } = here;
    const bianchi = await world.customer("Bianchi");
    await world.admin("Quiet");
    await world.technician("Nameless", { profile: "none" });
    const [quiet, nameless] = await Promise.all(
      ["Quiet", "Nameless"].map((name) =>
        world.owner.selectFrom("contacts").select("id").where("name", "=", name).executeTakeFirstOrThrow(),
      ),
    );
    await sql`update accounts set muted_email_kinds = '{intervention.status_changed}' where contact_id = ${quiet?.id}`.execute(
      world.owner,
    );
    await sql`insert into suppressions (address_id, scope, source, reason)
      select address_id, 'status_mail', 'link', '' from contact_points where contact_id = ${bianchi}`.execute(
      world.owner,
    );
    const technicians = [tom, { contactId: nameless?.id ?? 0 }];
    const id = await world.intervention({ status: "On hold", customerId: bianchi, technicians });
    const hidden = [
      "Bianchi · email · skipped address_suppressed",
      "Nameless · email · skipped no_profile",
      "Nameless · push · skipped no_profile",
      "Quiet · email · skipped muted_by_preference",
    ];
    const everything = await preview(anna, id, "Closed");
    expect(everything).toEqual(expect.arrayContaining(hidden));
    expect(await preview(tom, id, "Closed")).toEqual(everything.filter((line) => !hidden.includes(line)));
    expect(await preview(tom, id, "Closed", false)).toContain("Bianchi · email · skipped customer_not_to_be_notified");
    await sql`update accounts set mutes_own_actions = true where id = ${tom.accountId}`.execute(world.owner);
    expect(await preview(tom, id, "Closed")).toContain("Tom · email · skipped own_action_muted");
  });

  test("reads nothing of other transactions, whatever it is told", async () => {
    const id = await here.world.intervention({ status: "On hold", customerId: rossi });
    await here.world.setStatus(id, "Closed");
    const { rows: changes } = await sql<{ id: string }>`select max(id)::text as id from changes`.execute(
      here.world.owner,
    );
    const rows = await here.world.as(tom, async (transaction) => {
      await sql`select set_config('campanella.told', ${changes[0]?.id}, true)`.execute(transaction);
      return (await sql`select * from private.told_by_this_change()`.execute(transaction)).rows;
    });
    expect(rows).toEqual([]);
  });
});
