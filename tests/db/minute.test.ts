import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { type Person, useWorld } from "../support/world.ts";

describe("the minute's due work", () => {
  const here = useWorld();
  let tom: Person;

  beforeAll(async () => {
    tom = await here.world.technician("Tom", { devices: 1 });
    await here.world.admin("Anna");
  });

  test("what is past its time expires", async () => {
    const id = await here.world.intervention({ status: "Open", technicians: [tom], tell: true });
    await sql`update deliveries set expires_at = now() where intervention_id = ${id} and state = 'queued'`.execute(
      here.world.owner,
    );
    const { rows } = await sql<{ done: { expired: number } }>`select private.run_due_work() as done`.execute(
      here.world.worker,
    );
    expect(rows[0]?.done.expired).toBe(3);
    expect((await here.world.told(id)).toSorted()).toEqual(
      [
        "Anna · email · expired",
        "Anna · push · skipped no_device",
        "Tom · email · expired",
        "Tom · push · expired",
        "email · skipped no_customer",
      ].toSorted(),
    );
  });

  test("old bell rows and deliveries go, facts and what is young stay", async () => {
    const old = await here.world.intervention({ status: "Open", technicians: [tom], tell: true });
    await sql`
      with d as (update deliveries set queued_at = now() - interval '13 months', state = 'sent', skip_reason = null where intervention_id = ${old}),
           s as (update intervention_snapshots set created_at = now() - interval '13 months' where intervention_id = ${old})
      update notifications set created_at = now() - interval '7 months' where intervention_id = ${old}`.execute(
      here.world.owner,
    );
    const young = await here.world.intervention({ status: "Open", technicians: [tom], tell: true });
    await sql`select private.run_due_work()`.execute(here.world.worker);
    expect(await here.world.told(old)).toEqual([]);
    expect(await here.world.bell(old)).toEqual([]);
    const facts = await here.world.owner
      .selectFrom("intervention_events")
      .select("id")
      .where("intervention_id", "=", old)
      .execute();
    expect(facts).toHaveLength(3);
    expect(await here.world.told(young)).toHaveLength(5);
    expect(await here.world.bell(young)).toHaveLength(2);
  });

  test("only one worker does it at a time", async () => {
    await here.world.owner.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(hashtext('campanella.due_work'))`.execute(transaction);
      const { rows } = await sql`select private.run_due_work() as done`.execute(here.world.worker);
      expect(rows).toEqual([{ done: null }]);
    });
  });

  test("a rate limit counts tries in a window of time", async () => {
    const tries = [];
    for (let attempt = 0; attempt < 4; attempt++) {
      const { rows } = await sql<{ ok: boolean }>`select private.hit('sign-in', 3, 86400) as ok`.execute(
        here.world.owner,
      );
      tries.push(rows[0]?.ok);
    }
    expect(tries).toEqual([true, true, true, false]);
  });
});
