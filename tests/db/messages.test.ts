import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { assign, type Person, setStatus, unassign, useWorld } from "../support/world.ts";

describe("one transaction, one message for a person and channel", () => {
  const here = useWorld();
  let anna: Person;
  let tom: Person;
  let ugo: Person;
  let rossi: number;
  let since: number;

  beforeAll(async () => {
    anna = await here.world.admin("Anna");
    tom = await here.world.technician("Tom", { devices: 1 });
    ugo = await here.world.technician("Ugo", { email: null, devices: 1 });
    rossi = await here.world.customer("Rossi");
    await here.world.status("On hold");
    await here.world.status("Called off", "cancelled");
  });

  beforeEach(async () => {
    since = await here.world.now();
  });

  test.for(["Open", "Closed", "On hold", "Called off"])(
    "NT-22 a technician is pushed a new assignment, whatever the status: %s",
    async (status) => {
      const id = await here.world.intervention({ status });
      await assign(here.world.owner, id, tom);
      expect(await here.world.told(id)).toEqual(["Tom · push · queued"]);
      expect(await here.world.bell(id)).toEqual(["Tom · intervention.assigned · technician"]);
    },
  );

  test("NT-22 an assignment needs an active login, no default e-mail and no profile", async () => {
    const pia = await here.world.technician("Pia", { profile: "none", email: null, devices: 1 });
    const id = await here.world.intervention({ status: "On hold" });
    await assign(here.world.owner, id, ugo);
    await assign(here.world.owner, id, pia);
    expect(await here.world.told(id)).toEqual(["Pia · push · queued", "Ugo · push · queued"]);
  });

  test("NT-22 an assignment without a login, or with an inactive one, is skipped with its reason", async () => {
    const lia = await here.world.technician("Lia", { profile: null });
    const max = await here.world.technician("Max", { isActive: false, devices: 1 });
    const id = await here.world.intervention({ status: "On hold" });
    await assign(here.world.owner, id, lia);
    await assign(here.world.owner, id, max);
    expect(await here.world.told(id)).toEqual([
      "Lia · push · skipped no_login",
      "Max · push · skipped account_inactive",
    ]);
    expect(await here.world.bell(id)).toEqual([]);
  });

  test("NT-22 an unassigned technician is told, too", async () => {
    const id = await here.world.intervention({ status: "On hold", technicians: [tom] });
    await unassign(here.world.owner, id, tom);
    expect(await here.world.told(id)).toEqual(["Tom · push · queued"]);
    expect(await here.world.bell(id)).toEqual(["Tom · intervention.unassigned · technician"]);
  });

  test("NT-21 creation, status and assignment make one bell row and one push; the assignment wins, the mail goes by the rules", async () => {
    const id = await here.world.intervention({ status: "Open", technicians: [tom], customerId: rossi, tell: true });
    expect(await here.world.told(id)).toEqual([
      "Anna · email · queued",
      "Anna · push · skipped no_device",
      "Rossi · email · queued",
      "Tom · email · queued",
      "Tom · push · queued",
    ]);
    expect(await here.world.bell(id)).toEqual([
      "Anna · intervention.status_changed · admin",
      "Tom · intervention.assigned · technician",
    ]);
    expect(await snapshot(id)).toMatchObject({
      is_new: true,
      status: { names: { en: "Open" } },
      technician_names: ["Tom"],
    });
  });

  test("a technician unlinked in the transaction of a status change does not belong to its audience; the unassignment names the status", async () => {
    const id = await here.world.intervention({ status: "On hold", technicians: [tom] });
    const closed = await here.world.status("Closed");
    await here.world.owner.transaction().execute(async (transaction) => {
      await setStatus(transaction, id, closed);
      await unassign(transaction, id, tom);
    });
    expect(await toldTo(id, "Tom")).toEqual(["Tom · push · queued"]);
    expect(await here.world.bell(id)).toContain("Tom · intervention.unassigned · technician");
    expect(await snapshot(id)).toMatchObject({ status: { names: { en: "Closed" } } });
  });

  test("of two status changes the last is told", async () => {
    const id = await here.world.intervention({ status: "Open", customerId: rossi });
    const [closed, onHold] = [await here.world.status("Closed"), await here.world.status("On hold")];
    await here.world.owner.transaction().execute(async (transaction) => {
      await setStatus(transaction, id, onHold);
      await setStatus(transaction, id, closed);
    });
    expect(await toldTo(id, "Rossi")).toEqual(["Rossi · email · queued"]);
    expect(await snapshot(id)).toMatchObject({
      status: { names: { en: "Closed" } },
      status_change: { from: { names: { en: "Open" } } },
    });
  });

  test("of A → B → A nothing is told, and the facts stay", async () => {
    const id = await here.world.intervention({ status: "Closed", customerId: rossi, technicians: [tom] });
    const [closed, open] = [await here.world.status("Closed"), await here.world.status("Open")];
    await here.world.owner.transaction().execute(async (transaction) => {
      await setStatus(transaction, id, open);
      await setStatus(transaction, id, closed);
    });
    expect(await here.world.told(id)).toEqual([]);
    expect(await count("intervention.status_changed", id)).toBe(3);
  });

  test("a technician unlinked and linked again is told nothing, and the facts stay", async () => {
    const id = await here.world.intervention({ status: "On hold", technicians: [tom] });
    await here.world.owner.transaction().execute(async (transaction) => {
      await unassign(transaction, id, tom);
      await assign(transaction, id, tom);
    });
    expect(await here.world.told(id)).toEqual([]);
    expect(await count("intervention.assigned", id)).toBe(2);
    expect(await count("intervention.unassigned", id)).toBe(1);
  });

  test("a savepoint that was rolled back leaves no trace", async () => {
    const id = await here.world.intervention({ status: "On hold", customerId: rossi });
    const closed = await here.world.status("Closed");
    await here.world.owner.transaction().execute(async (transaction) => {
      await sql`savepoint before`.execute(transaction);
      await setStatus(transaction, id, closed);
      await sql`rollback to before`.execute(transaction);
    });
    expect(await here.world.told(id)).toEqual([]);
  });

  test("nothing is told of a transaction that was rolled back", async () => {
    const id = await here.world.intervention({ status: "On hold", customerId: rossi });
    const closed = await here.world.status("Closed");
    const failing = here.world.owner.transaction().execute(async (transaction) => {
      await setStatus(transaction, id, closed);
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    expect(await here.world.told(id)).toEqual([]);
    expect(await count("intervention.status_changed", id)).toBe(1);
  });

  test("'set constraints all immediate' does not swallow what comes after it", async () => {
    const id = await here.world.intervention({ status: "On hold", customerId: rossi });
    const [closed, open] = [await here.world.status("Closed"), await here.world.status("Open")];
    await here.world.owner.transaction().execute(async (transaction) => {
      await setStatus(transaction, id, closed);
      await sql`set constraints all immediate`.execute(transaction);
      await setStatus(transaction, id, open);
    });
    expect(await toldTo(id, "Rossi")).toEqual(["Rossi · email · queued", "Rossi · email · queued"]);
  });

  test("and not what comes after it a third time", async () => {
    const id = await here.world.intervention({ status: "On hold", customerId: rossi });
    const [closed, open] = [await here.world.status("Closed"), await here.world.status("Open")];
    await here.world.owner.transaction().execute(async (transaction) => {
      for (const status of [closed, open, closed]) {
        await setStatus(transaction, id, status);
        await sql`set constraints all immediate`.execute(transaction);
      }
    });
    expect(await toldTo(id, "Rossi")).toHaveLength(3);
  });

  test("a change is begun once", async () => {
    const twice = here.world.owner.transaction().execute(async (transaction) => {
      await sql`select private.begin_change('sql', 'all')`.execute(transaction);
      await sql`select private.begin_change('sql', 'nobody')`.execute(transaction);
    });
    await expect(twice).rejects.toMatchObject({ code: "CM400" });
  });

  test("NT-22 an assignment is not moved past the facts, nor a history deleted, not even by the owner", async () => {
    const id = await here.world.intervention({ status: "On hold", technicians: [tom] });
    const moved = here.world.owner
      .updateTable("intervention_technicians")
      .set({ contact_id: ugo.contactId })
      .where("intervention_id", "=", id)
      .execute();
    await expect(moved).rejects.toMatchObject({ code: "CM400" });
    const deleted = here.world.owner.transaction().execute(async (transaction) => {
      await unassign(transaction, id, tom);
      await transaction.deleteFrom("interventions").where("id", "=", id).execute();
    });
    await expect(deleted).rejects.toMatchObject({ code: "CM400" });
    expect(await here.world.told(id)).toEqual([]);
  });

  test("an anonymised contact gets nothing", async () => {
    const nobody = await here.world.customer("Nobody");
    await here.world.owner
      .updateTable("contacts")
      .set({ anonymised_at: new Date() })
      .where("id", "=", nobody)
      .execute();
    const id = await here.world.intervention({ status: "On hold", customerId: nobody });
    await here.world.setStatus(id, "Closed");
    expect(await toldTo(id, "Nobody")).toEqual(["Nobody · email · skipped no_default_email"]);
  });

  test("a person in two audiences gets one message that names both", async () => {
    const both = await here.world.admin("Both", { isTechnician: true, devices: 1 });
    const id = await here.world.intervention({ status: "On hold", technicians: [both] });
    await here.world.setStatus(id, "Closed");
    expect(await toldTo(id, "Both")).toEqual(["Both · email · queued", "Both · push · queued"]);
    expect(await here.world.bell(id)).toContain("Both · intervention.status_changed · admin+technician");
  });

  test("if only one audience passes, the message goes and names that one", async () => {
    const boss = await here.world.admin("Boss", { isTechnician: true, email: null });
    const id = await here.world.intervention({ status: "On hold", technicians: [boss] });
    await here.world.setStatus(id, "Closed");
    expect(await here.world.bell(id)).toContain("Boss · intervention.status_changed · admin");
    expect(await toldTo(id, "Boss")).toEqual(["Boss · email · queued", "Boss · push · skipped no_device"]);
  });

  test("two people who share an address get two messages", async () => {
    const carlo = await here.world.customer("Carlo", "shared@example.it");
    const clara = await here.world.customer("Clara", "shared@example.it");
    for (const customerId of [carlo, clara]) {
      const id = await here.world.intervention({ status: "On hold", customerId });
      await here.world.setStatus(id, "Closed");
      expect(await here.world.told(id)).toContain(`${customerId === carlo ? "Carlo" : "Clara"} · email · queued`);
    }
  });

  test("technicians hear of a cancelled job though no rule says so; nobody else does", async () => {
    const id = await here.world.intervention({ status: "On hold", technicians: [tom], customerId: rossi });
    await here.world.setStatus(id, "Called off");
    expect(await here.world.told(id)).toEqual(["Tom · push · queued"]);
  });

  test("a new plan is told to the technicians, by push and bell", async () => {
    const id = await here.world.intervention({
      status: "On hold",
      technicians: [tom, ugo],
      startsAt: "2026-11-24T08:00Z",
    });
    await here.world.owner
      .updateTable("interventions")
      .set({ starts_at: "2026-11-25T08:00Z" })
      .where("id", "=", id)
      .execute();
    expect(await here.world.told(id)).toEqual(["Tom · push · queued", "Ugo · push · queued"]);
    expect(await snapshot(id)).toMatchObject({ schedule_change: { starts_at: "2026-11-24T08:00:00+00:00" } });
  });

  test("a plan that ends where it began is told to nobody", async () => {
    const id = await here.world.intervention({ status: "On hold", technicians: [tom], startsAt: "2026-11-24T08:00Z" });
    await here.world.owner.transaction().execute(async (transaction) => {
      for (const starts_at of ["2026-11-25T08:00Z", "2026-11-24T08:00Z"]) {
        await transaction.updateTable("interventions").set({ starts_at }).where("id", "=", id).execute();
      }
    });
    expect(await here.world.told(id)).toEqual([]);
  });

  test("other fields are facts that nobody is told of", async () => {
    const id = await here.world.intervention({ status: "On hold", technicians: [tom], customerId: rossi });
    await here.world.owner
      .updateTable("interventions")
      .set({ title: "Caldaia rumorosa", priority: "high" })
      .where("id", "=", id)
      .execute();
    expect(await here.world.told(id)).toEqual([]);
    const fact = await here.world.owner
      .selectFrom("intervention_events")
      .select("new_value")
      .where("intervention_id", "=", id)
      .where("kind", "=", "intervention.updated")
      .executeTakeFirstOrThrow();
    expect(fact.new_value).toEqual({
      title: { from: "Caldaia in blocco", to: "Caldaia rumorosa" },
      priority: { from: "normal", to: "high" },
    });
  });

  test("NT-8 'don't notify the customer' is kept as a skipped delivery with the actor's name", async () => {
    const id = await here.world.intervention({ status: "On hold", customerId: rossi });
    const closed = await here.world.status("Closed");
    await here.world.as(anna, async (transaction) => {
      await sql`select private.begin_change(null, 'not_customer')`.execute(transaction);
      await setStatus(transaction, id, closed);
    });
    expect(await toldTo(id, "Rossi")).toEqual(["Rossi · email · skipped customer_not_to_be_notified"]);
    expect(await toldTo(id, "Anna")).toEqual(["Anna · email · queued", "Anna · push · skipped no_device"]);
    const change = await here.world.owner
      .selectFrom("deliveries")
      .innerJoin("changes", "changes.id", "deliveries.change_id")
      .select(["actor_id", "origin"])
      .where("intervention_id", "=", id)
      .where("skip_reason", "=", "customer_not_to_be_notified")
      .executeTakeFirstOrThrow();
    expect(change).toEqual({ actor_id: anna.accountId, origin: "admin" });
    expect(await snapshot(id)).toMatchObject({ actor_name: "Anna" });
  });

  test("a signed-in person cannot tell nobody", async () => {
    const attempt = here.world.as(anna, (transaction) =>
      sql`select private.begin_change('import', 'nobody')`.execute(transaction),
    );
    await expect(attempt).rejects.toMatchObject({ code: "CM403" });
  });

  test("a suppressed address gets nothing, and a suppressed contact person is not replaced", async () => {
    const clara = await here.world.contact({ name: "Silvia", companyId: rossi });
    await suppress("silvia@example.it", "status_mail");
    const id = await here.world.intervention({ status: "On hold", customerId: rossi, contactPersonId: clara });
    await here.world.setStatus(id, "Closed");
    expect(await toldTo(id, "Silvia")).toEqual(["Silvia · email · skipped address_suppressed"]);
    expect(await toldTo(id, "Rossi")).toEqual([]);
  });

  test("an address suppressed for marketing still gets status mails", async () => {
    const verdi = await here.world.customer("Verdi");
    await suppress("verdi@example.it", "marketing");
    const id = await here.world.intervention({ status: "On hold", customerId: verdi });
    await here.world.setStatus(id, "Closed");
    expect(await toldTo(id, "Verdi")).toEqual(["Verdi · email · queued"]);
  });

  test("muting one's own actions mutes mail, push and bell of them, assignments excepted", async () => {
    const mia = await here.world.admin("Mia", { isTechnician: true, devices: 1 });
    await here.world.owner
      .updateTable("accounts")
      .set({ mutes_own_actions: true })
      .where("id", "=", mia.accountId)
      .execute();
    const id = await here.world.intervention({ status: "On hold" });
    const closed = await here.world.status("Closed");
    await here.world.as(mia, (transaction) => setStatus(transaction, id, closed));
    expect(await toldTo(id, "Mia")).toEqual([
      "Mia · email · skipped own_action_muted",
      "Mia · push · skipped own_action_muted",
    ]);
    expect(await here.world.bell(id)).not.toContainEqual(expect.stringContaining("Mia"));
    const other = await here.world.intervention({ status: "On hold" });
    await here.world.as(mia, (transaction) => assign(transaction, other, mia));
    expect(await toldTo(other, "Mia")).toEqual(["Mia · push · queued"]);
  });

  test("e-mail of a kind can be switched off; push stays", async () => {
    const leo = await here.world.admin("Leo", { devices: 1 });
    await here.world.owner
      .updateTable("accounts")
      .set({ muted_email_kinds: ["intervention.status_changed"] })
      .where("id", "=", leo.accountId)
      .execute();
    const id = await here.world.intervention({ status: "On hold" });
    await here.world.setStatus(id, "Closed");
    expect(await toldTo(id, "Leo")).toEqual(["Leo · email · skipped muted_by_preference", "Leo · push · queued"]);
  });

  test("of several reasons the first in the order of the specification counts", async () => {
    const zoe = await here.world.technician("Zoe", { isActive: false, email: null, profile: "none" });
    const id = await here.world.intervention({ status: "On hold", technicians: [zoe] });
    await here.world.setStatus(id, "Closed");
    expect(await toldTo(id, "Zoe")).toEqual([
      "Zoe · email · skipped account_inactive",
      "Zoe · push · skipped account_inactive",
    ]);
    const mute = await here.world.customer("Mute", null);
    const other = await here.world.intervention({ status: "On hold", customerId: mute });
    await here.world.owner.transaction().execute(async (transaction) => {
      await sql`select private.begin_change('sql', 'not_customer')`.execute(transaction);
      await setStatus(transaction, other, await here.world.status("Closed"));
    });
    expect(await toldTo(other, "Mute")).toEqual(["Mute · email · skipped customer_not_to_be_notified"]);
  });

  test("quiet hours defer a status push to their end, the bell row is at once, and an assignment is not deferred", async () => {
    const ben = await here.world.admin("Ben", { isTechnician: true, devices: 1 });
    await sql`
      update accounts set time_zone = 'Europe/Rome',
        quiet_from = (now() at time zone 'Europe/Rome' - interval '1 hour')::time,
        quiet_to = (now() at time zone 'Europe/Rome' + interval '1 hour')::time
      where id = ${ben.accountId}`.execute(here.world.owner);
    const id = await here.world.intervention({ status: "On hold" });
    await here.world.setStatus(id, "Closed");
    const pushes = await here.world.owner
      .selectFrom("deliveries")
      .select(["not_before", "next_attempt_at", "queued_at"])
      .where("intervention_id", "=", id)
      .where("contact_id", "=", ben.contactId)
      .where("channel", "=", "push")
      .execute();
    expect(pushes).toHaveLength(1);
    const wait = Number(pushes[0]?.not_before) - Number(pushes[0]?.queued_at);
    expect(wait).toBeGreaterThan(59 * 60_000);
    expect(wait).toBeLessThanOrEqual(60 * 60_000);
    expect(await here.world.bell(id)).toContain("Ben · intervention.status_changed · admin");
    const other = await here.world.intervention({ status: "On hold" });
    await assign(here.world.owner, other, ben);
    const urgent = await here.world.owner
      .selectFrom("deliveries")
      .select(["not_before", "is_urgent"])
      .where("intervention_id", "=", other)
      .execute();
    expect(urgent).toEqual([{ not_before: null, is_urgent: true }]);
  });

  test("a status change and an assignment that race: the technician hears of both", async () => {
    const closed = await here.world.status("Closed");
    for (let round = 0; round < 20; round++) {
      const id = await here.world.intervention({ status: "On hold" });
      await Promise.all([setStatus(here.world.owner, id, closed), assign(here.world.owner, id, tom)]);
      const names = await here.world.owner
        .selectFrom("intervention_snapshots")
        .innerJoin("notifications", (join) =>
          join
            .onRef("notifications.change_id", "=", "intervention_snapshots.change_id")
            .onRef("notifications.intervention_id", "=", "intervention_snapshots.intervention_id"),
        )
        .select(sql<string>`content #>> '{status,names,en}'`.as("status"))
        .where("notifications.intervention_id", "=", id)
        .where("account_id", "=", tom.accountId)
        .execute();
      expect(names.map((row) => row.status)).toContain("Closed");
      const onTheList = await here.world.owner
        .selectFrom("intervention_technicians")
        .select("is_open")
        .where("intervention_id", "=", id)
        .executeTakeFirstOrThrow();
      expect(onTheList.is_open).toBe(false);
    }
  });

  test("a status change and an unassignment that race both happen: a deadlock is tried again", async () => {
    const closed = await here.world.status("Closed");
    for (let round = 0; round < 5; round++) {
      const id = await here.world.intervention({ status: "On hold", technicians: [tom, ugo] });
      await Promise.all([
        here.world.as(anna, (transaction) => setStatus(transaction, id, closed)),
        here.world.as(anna, (transaction) => unassign(transaction, id, tom)),
      ]);
      expect(await count("intervention.unassigned", id)).toBe(1);
    }
  });

  async function toldTo(id: number, name: string) {
    return (await here.world.told(id, since)).filter((line) => line.startsWith(`${name} `));
  }

  async function snapshot(id: number) {
    const row = await here.world.owner
      .selectFrom("intervention_snapshots")
      .select("content")
      .where("intervention_id", "=", id)
      .orderBy("change_id", "desc")
      .executeTakeFirstOrThrow();
    return row.content;
  }

  async function count(kind: string, id: number) {
    const rows = await here.world.owner
      .selectFrom("intervention_events")
      .select("id")
      .where("intervention_id", "=", id)
      .where("kind", "=", kind)
      .execute();
    return rows.length;
  }

  async function suppress(address: string, scope: string) {
    await sql`
      insert into suppressions (address_id, scope, source)
      select private.ensure_address('email', ${address}), ${scope}, 'user'`.execute(here.world.owner);
  }
});
