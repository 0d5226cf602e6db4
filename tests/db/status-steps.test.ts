import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { asCaller } from "#lib/db/caller.ts";
import { assign, type Person, setStatus, useWorld } from "../support/world.ts";

describe("what a status asks for [EV-3]", () => {
  const here = useWorld();
  let tom: Person;
  let rossi: number;
  const ids: Record<string, number> = {};

  beforeAll(async () => {
    const { world } = here;
    await world.admin("Anna");
    tom = await world.technician("Tom");
    rossi = await world.customer("Rossi");
    for (const name of ["Open", "Closed", "Planned", "Working", "Waiting"]) ids[name] = await world.status(name);
    await follow("Planned", ["Working"]);
    await follow("Closed", []);
    await asks("Working", ["technician_ids"]);
    await asks("Waiting", ["customer_id", "answer"]);
  });

  function id(status: string): number {
    if (!ids[status]) throw new Error(`There is no status ${status}`);
    return ids[status];
  }

  async function follow(status: string, next: string[]): Promise<void> {
    await sql`update intervention_statuses set limits_next = true where id = ${id(status)}`.execute(here.world.owner);
    for (const name of next)
      await sql`insert into status_transitions values (${id(status)}, ${id(name)})`.execute(here.world.owner);
  }

  async function asks(status: string, fields: string[]): Promise<void> {
    await sql`update intervention_statuses set required_fields = ${fields} where id = ${id(status)}`.execute(
      here.world.owner,
    );
  }

  async function statusOf(job: number): Promise<number | null> {
    const { status_id } = await here.world.owner
      .selectFrom("interventions")
      .select("status_id")
      .where("id", "=", job)
      .executeTakeFirstOrThrow();
    return status_id;
  }

  const doesNotFollow = { detail: "status_does_not_follow", column: "status_id" };

  test("one that may follow follows, another does not, whoever asks and by whatever door", async () => {
    const job = await here.world.intervention({ status: "Planned", technicians: [tom] });
    const now = await here.world.now();
    await expect(here.world.setStatus(job, "Open")).rejects.toMatchObject(doesNotFollow);
    await expect(here.world.as(tom, (transaction) => setStatus(transaction, job, id("Closed")))).rejects.toMatchObject(
      doesNotFollow,
    );
    expect(await statusOf(job)).toBe(id("Planned"));
    expect(await here.world.told(job, now)).toEqual([]);
    await here.world.setStatus(job, "Working");
    expect(await statusOf(job)).toBe(id("Working"));
  });

  test("nothing follows one that is limited to nothing; its other fields may change", async () => {
    const job = await here.world.intervention({ status: "Closed" });
    await expect(here.world.setStatus(job, "Open")).rejects.toMatchObject(doesNotFollow);
    await here.world.owner
      .updateTable("interventions")
      .set({ title: "Caldaia nuova", status_id: id("Closed") })
      .where("id", "=", job)
      .execute();
    expect(await statusOf(job)).toBe(id("Closed"));
  });

  test("every step of a transaction counts, not what it amounts to", async () => {
    const job = await here.world.intervention({ status: "Planned", technicians: [tom] });
    await here.world.owner.transaction().execute(async (transaction) => {
      await setStatus(transaction, job, id("Working"));
      await setStatus(transaction, job, id("Open"));
    });
    expect(await statusOf(job)).toBe(id("Open"));
  });

  test("of many at once, one that may not follow keeps all as they were", async () => {
    const planned = await here.world.intervention({ status: "Planned" });
    const open = await here.world.intervention({ status: "Open" });
    const all = sql`update interventions set status_id = ${id("Closed")} where id in (${planned}, ${open})`;
    await expect(all.execute(here.world.owner)).rejects.toMatchObject(doesNotFollow);
    expect(await statusOf(open)).toBe(id("Open"));
  });

  test("a status is entered when what it asks for is there, also what comes later in the same transaction", async () => {
    const job = await here.world.intervention({ status: "Planned" });
    const now = await here.world.now();
    const needsTechnicians = { detail: "status_needs_field", column: "technician_ids" };
    await expect(here.world.setStatus(job, "Working")).rejects.toMatchObject(needsTechnicians);
    expect(await here.world.told(job, now)).toEqual([]);
    await here.world.owner.transaction().execute(async (transaction) => {
      await setStatus(transaction, job, id("Working"));
      await assign(transaction, job, tom);
    });
    expect(await statusOf(job)).toBe(id("Working"));
  });

  test("all that is missing is named, blank is missing, and a new intervention is asked, too", async () => {
    const missing = { detail: "status_needs_field", column: "customer_id,answer" };
    await expect(here.world.intervention({ status: "Waiting" })).rejects.toMatchObject(missing);
    const job = await here.world.intervention({ status: "Open" });
    await sql`update interventions set answer = '  ' where id = ${job}`.execute(here.world.owner);
    await expect(here.world.setStatus(job, "Waiting")).rejects.toMatchObject(missing);
    await sql`update interventions set status_id = ${id("Waiting")}, customer_id = ${rossi}, answer = 'Manca un pezzo' where id = ${job}`.execute(
      here.world.owner,
    );
    expect(await statusOf(job)).toBe(id("Waiting"));
    // It is asked on entering; afterwards the work goes on.
    await sql`update interventions set answer = '' where id = ${job}`.execute(here.world.owner);
  });

  test("a place is there when the customer has one", async () => {
    const placed = await here.world.status("Placed");
    await sql`update intervention_statuses set required_fields = '{site_id}' where id = ${placed}`.execute(
      here.world.owner,
    );
    const job = await here.world.intervention({ status: "Open", customerId: rossi });
    await expect(here.world.setStatus(job, "Placed")).rejects.toMatchObject({ column: "site_id" });
    await sql`insert into sites (contact_id, street, is_default) values (${rossi}, 'Via Roma 1', true)`.execute(
      here.world.owner,
    );
    await here.world.setStatus(job, "Placed");
    expect(await statusOf(job)).toBe(placed);
  });

  test("where new interventions start nothing can be asked: what comes in by itself must not be turned away", async () => {
    await expect(asks("Open", ["customer_id"])).rejects.toMatchObject({
      constraint: "intervention_statuses_start_asks_nothing",
    });
  });

  test("technicians and strangers change nothing of it", async () => {
    const limits = here.world.as(tom, (transaction) =>
      sql`update intervention_statuses set limits_next = false, required_fields = '{}'`.execute(transaction),
    );
    expect((await limits).numAffectedRows ?? 0n).toBe(0n);
    for (const run of [
      here.world.as(tom, (transaction) => sql`delete from status_transitions`.execute(transaction)),
      asCaller(here.world.web, { role: "authenticated", sub: crypto.randomUUID() }, (transaction) =>
        sql`delete from status_transitions`.execute(transaction),
      ),
    ])
      expect((await run).numAffectedRows ?? 0n).toBe(0n);
    await expect(
      here.world.as(tom, (transaction) =>
        sql`insert into status_transitions values (${id("Planned")}, ${id("Open")})`.execute(transaction),
      ),
    ).rejects.toMatchObject({ code: "42501" });
  });
});
