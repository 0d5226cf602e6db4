import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { CallerTransaction } from "#lib/db/caller.ts";
import { assign, type Person, setStatus, unassign, useWorld } from "../support/world.ts";

describe("what a technician may change", () => {
  const here = useWorld();
  let tom: Person;
  let ugo: Person;
  let anna: Person;
  let rossi: number;
  let bianchi: number;
  let toms: number;
  let ugos: number;

  beforeAll(async () => {
    const { world } = here;
    anna = await world.admin("Anna");
    tom = await world.technician("Tom");
    ugo = await world.technician("Ugo");
    rossi = await world.customer("Rossi");
    bianchi = await world.customer("Bianchi");
    toms = await world.intervention({ status: "Open", customerId: rossi, technicians: [tom] });
    ugos = await world.intervention({ status: "Open", customerId: bianchi, technicians: [ugo] });
  });

  test("the status and the answer of one's own work; the change comes through the technician's door", async () => {
    const closed = await here.world.status("Closed");
    await here.world.as(tom, async (transaction) => {
      await transaction
        .updateTable("interventions")
        .set({ status_id: closed, answer: "Sostituita la scheda." })
        .where("id", "=", toms)
        .execute();
    });
    const change = await here.world.owner
      .selectFrom("changes")
      .select(["origin", "actor_id"])
      .orderBy("id", "desc")
      .executeTakeFirstOrThrow();
    expect(change).toEqual({ origin: "technician", actor_id: tom.accountId });
  });

  test.for([
    ["title", "'Altro'"],
    ["description", "'Altro'"],
    ["note", "'Altro'"],
    ["priority", "'urgent'"],
    ["starts_at", "now()"],
    ["duration_minutes", "5"],
    ["due_at", "now()"],
    ["customer_id", "null"],
  ])("not the %s", async ([column, value]) => {
    const attempt = here.world.as(tom, (transaction) =>
      sql`update interventions set ${sql.ref(column ?? "")} = ${sql.raw(value ?? "")} where id = ${toms}`.execute(
        transaction,
      ),
    );
    await expect(attempt).rejects.toMatchObject({ code: "CM403" });
  });

  test("nothing of other technicians' work: it is as if it did not exist", async () => {
    const closed = await here.world.status("Closed");
    const touched = await here.world.as(tom, (transaction) =>
      transaction.updateTable("interventions").set({ status_id: closed }).where("id", "=", ugos).executeTakeFirst(),
    );
    expect(Number(touched.numUpdatedRows)).toBe(0);
    const seen = await here.world.as(tom, (transaction) =>
      transaction.selectFrom("interventions").select("id").where("id", "=", ugos).execute(),
    );
    expect(seen).toEqual([]);
  });

  test("not who works on it", async () => {
    await expect(here.world.as(tom, (t) => assign(t, toms, ugo))).rejects.toMatchObject({ code: "42501" });
    await here.world.as(tom, (transaction) => unassign(transaction, toms, tom));
    const still = await here.world.owner
      .selectFrom("intervention_technicians")
      .select("contact_id")
      .where("intervention_id", "=", toms)
      .execute();
    expect(still).toEqual([{ contact_id: tom.contactId }]);
  });

  test("an intervention of one's own, for a customer one works for; the administrators hear of it", async () => {
    const id = await here.world.as(tom, async (transaction) => {
      const created = await create(transaction, rossi);
      await assign(transaction, created, tom);
      return created;
    });
    expect(await here.world.told(id)).toContain("Anna · email · queued");
    expect(await here.world.bell(id)).toContain("Tom · intervention.assigned · technician");
  });

  test("no intervention that is not one's own", async () => {
    await expect(here.world.as(tom, (t) => create(t, rossi))).rejects.toMatchObject({ code: "CM403" });
    const forUgo = here.world.as(tom, async (transaction) =>
      assign(transaction, await create(transaction, rossi), ugo),
    );
    await expect(forUgo).rejects.toMatchObject({ code: "42501" });
  });

  test("no intervention for a customer one does not know, which would show them", async () => {
    await expect(here.world.as(tom, (t) => create(t, bianchi))).rejects.toMatchObject({ code: "42501" });
  });

  test("an archived status can't be entered, and the default can't be archived", async () => {
    const old = await here.world.status("Old");
    await sql`update intervention_statuses set archived_at = now() where id = ${old}`.execute(here.world.owner);
    await expect(here.world.as(anna, (t) => setStatus(t, toms, old))).rejects.toMatchObject({ code: "CM400" });
    // What is in it already may stay in it.
    await sql`update intervention_statuses set archived_at = null where id = ${old}`.execute(here.world.owner);
    const inIt = await here.world.intervention({ status: "Old" });
    await sql`update intervention_statuses set archived_at = now() where id = ${old}`.execute(here.world.owner);
    await here.world.as(anna, (transaction) =>
      transaction.updateTable("interventions").set({ title: "Altro", status_id: old }).where("id", "=", inIt).execute(),
    );
    const archiving = sql`update intervention_statuses set archived_at = now() where is_default`.execute(
      here.world.owner,
    );
    await expect(archiving).rejects.toMatchObject({ code: "CM400" });
  });

  test("only technicians can be assigned, and a site must be the customer's", async () => {
    await expect(here.world.as(anna, (t) => assign(t, toms, { contactId: rossi }))).rejects.toMatchObject({
      code: "CM400",
    });
    await sql`insert into sites (contact_id, city) values (${bianchi}, 'Bergamo')`.execute(here.world.owner);
    const wrongSite = sql`update interventions set site_id = (select max(id) from sites) where id = ${toms}`.execute(
      here.world.owner,
    );
    await expect(wrongSite).rejects.toMatchObject({ code: "CM400" });
  });

  test("a customer has to be one, and a contact person the customer's; of strangers nothing is told", async () => {
    const supplier = await here.world.contact({ name: "Supplier" });
    const person = await here.world.contact({ name: "Secretary", companyId: bianchi });
    await expect(here.world.intervention({ customerId: supplier })).rejects.toMatchObject({ detail: "not_a_customer" });
    await expect(here.world.intervention({ customerId: rossi, contactPersonId: person })).rejects.toMatchObject({
      detail: "not_a_contact_person_of_the_customer",
    });
    for (const customer of [supplier, bianchi])
      await expect(here.world.as(tom, (t) => create(t, customer))).rejects.toMatchObject({ code: "42501" });
  });

  async function create(transaction: CallerTransaction, customerId: number): Promise<number> {
    const { id } = await transaction
      .insertInto("interventions")
      .values({ title: "Visto sul posto", customer_id: customerId })
      .returning("id")
      .executeTakeFirstOrThrow();
    return id;
  }
});
