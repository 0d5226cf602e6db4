import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { useWorld } from "../support/world.ts";

const MANY = 20_000;

describe("bulk changes", () => {
  const here = useWorld();
  let client: pg.Client;

  beforeAll(async () => {
    const { world } = here;
    await world.admin("Anna", { devices: 1 });
    const tom = await world.technician("Tom", { devices: 1 });
    const rossi = await world.customer("Rossi");
    client = new pg.Client({ connectionString: world.database.url("postgres") });
    await client.connect();
    await client.query("begin");
    await client.query("select private.begin_change('sql', 'nobody')");
    await client.query(
      "insert into interventions (title, customer_id) select 'Job ' || n, $1 from generate_series(1, $2::int) n",
      [rossi, MANY],
    );
    await client.query(
      "insert into intervention_technicians (intervention_id, contact_id) select id, $1 from interventions",
      [tom.contactId],
    );
    await client.query("commit");
  }, 60_000);

  afterAll(() => client.end());

  test("one row, then 20,000, on the same connection: a plan cached for one does not join them all with all", async () => {
    // Joined with all, it takes more than a minute.
    await client.query("set statement_timeout = '40s'");
    await client.query("update interventions set status_id = 2 where id = 1");
    await client.query("update interventions set status_id = 2 where id > 1");
    const { rows } = await client.query(
      `select (select count(*)::int from intervention_events where kind = 'intervention.status_changed' and status_id = 2) as facts,
              (select count(*)::int from notifications) as bell,
              (select count(*)::int from deliveries) as deliveries,
              (select count(*)::int from intervention_technicians where not is_open) as closed`,
    );
    expect(rows).toEqual([{ facts: MANY, bell: 2 * MANY, deliveries: 5 * MANY, closed: MANY }]);
  }, 120_000);

  test("an assignment is not held up by what was queued before it", async () => {
    const { world } = here;
    const ugo = await world.technician("Ugo", { devices: 1 });
    const id = await world.intervention({});
    await world.owner
      .insertInto("intervention_technicians")
      .values({ intervention_id: id, contact_id: ugo.contactId })
      .execute();
    const { rows } = await sql<{ kind: string }>`
      select kind from private.claim_deliveries('push', 1, '60 s')`.execute(world.worker);
    expect(rows).toEqual([{ kind: "intervention.assigned" }]);
  });
});
