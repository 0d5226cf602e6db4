import { sql } from "kysely";
import { beforeEach, describe, expect, test } from "vitest";
import { deliveriesQueue } from "#lib/db/deliveries-queue.ts";
import { createPool } from "#lib/db/pool.ts";
import { assign, type Person, useWorld } from "../support/world.ts";

describe("quiet hours", () => {
  const here = useWorld();
  let olga: Person;
  let count = 0;

  beforeEach(async () => {
    await sql`update accounts set is_active = false`.execute(here.world.owner);
    olga = await here.world.admin(`Olga ${++count}`, { devices: 2 });
    await quiet(
      "now() at time zone 'Europe/Rome' - interval '1 hour'",
      "now() at time zone 'Europe/Rome' + interval '1 hour'",
    );
  });

  async function quiet(from: string | null, to: string | null): Promise<void> {
    await sql`
      update accounts set time_zone = 'Europe/Rome', quiet_from = (${sql.raw(from ?? "null")})::time, quiet_to = (${sql.raw(to ?? "null")})::time
      where id = ${olga.accountId}`.execute(here.world.owner);
  }

  async function close(title: string): Promise<number> {
    const id = await here.world.intervention({ title, status: "On hold" });
    await here.world.setStatus(id, "Closed");
    return id;
  }

  /** As the night goes by. */
  async function morning(): Promise<void> {
    await sql`
      update deliveries set not_before = now() - interval '1 second', next_attempt_at = now() - interval '1 second'
      where account_id = ${olga.accountId} and not_before is not null and state = 'queued'`.execute(here.world.owner);
  }

  async function claim() {
    const pool = createPool(here.world.database.url("app_worker"), { size: 1, onIdleError: () => {} });
    try {
      return (await deliveriesQueue(pool).claim("push", 100, 60)).deliveries.filter(
        ({ recipient_name }) => recipient_name === olga.name,
      );
    } finally {
      await pool.end();
    }
  }

  async function pushes(): Promise<string[]> {
    const { rows } = await sql<{ line: string }>`
      select concat_ws(' ', kind, state, skip_reason, count(*)) as line from deliveries
      where account_id = ${olga.accountId} and channel = 'push' group by kind, state, skip_reason order by 1
    `.execute(here.world.owner);
    return rows.map(({ line }) => line);
  }

  test("while they last nothing is pushed; after them each device gets one summary, once", async () => {
    for (const title of ["Caldaia", "Ascensore", "Allarme", "Cancello"]) await close(title);
    expect(await claim()).toEqual([]);
    expect(await pushes()).toEqual(["intervention.status_changed queued 8"]);
    await morning();
    const [one, other, ...rest] = await claim();
    expect(rest).toEqual([]);
    expect(one).toMatchObject({ kind: "bell.summarised", unread_count: 4, payload: { count: 4 } });
    expect(one?.payload).toMatchObject({
      interventions: [{ title: "Cancello" }, { title: "Allarme" }, { title: "Ascensore" }],
    });
    expect(other?.push_subscription_id).not.toBe(one?.push_subscription_id);
    expect(await pushes()).toEqual([
      "bell.summarised queued 2",
      "intervention.status_changed skipped told_in_summary 8",
    ]);
    // A worker that begins anew, and the next minute, make no second one.
    expect(await claim()).toEqual([]);
    await morning();
    expect(await claim()).toEqual([]);
  });

  test("a single push goes as it is", async () => {
    await close("Caldaia");
    await morning();
    expect((await claim()).map(({ kind }) => kind)).toEqual([
      "intervention.status_changed",
      "intervention.status_changed",
    ]);
  });

  test("what was read in the bell meanwhile is not pushed any more", async () => {
    await close("Caldaia");
    await close("Ascensore");
    await close("Allarme");
    await sql`update notifications set read_at = now() where account_id = ${olga.accountId}
      and id <> (select max(id) from notifications where account_id = ${olga.accountId})`.execute(here.world.owner);
    await morning();
    const claimed = await claim();
    expect(claimed.map(({ kind, snapshot }) => [kind, snapshot?.title])).toEqual([
      ["intervention.status_changed", "Allarme"],
      ["intervention.status_changed", "Allarme"],
    ]);
    expect(await pushes()).toContain("intervention.status_changed skipped read_meanwhile 4");
  });

  test("NT-22: an assignment does not wait, and is in no summary", async () => {
    await sql`update contacts set is_technician = true where id = ${olga.contactId}`.execute(here.world.owner);
    await close("Caldaia");
    await close("Ascensore");
    await assign(here.world.owner, await here.world.intervention({ status: "On hold" }), olga);
    expect((await claim()).map(({ kind }) => kind)).toEqual(["intervention.assigned", "intervention.assigned"]);
    await morning();
    expect((await claim()).map(({ payload }) => payload)).toMatchObject([{ count: 2 }, { count: 2 }]);
  });

  test("two workers at once make one summary for a device", async () => {
    for (let made = 0; made < 5; made++) await close(`Lavoro ${made}`);
    await morning();
    const claimed = (await Promise.all([claim(), claim(), claim()])).flat();
    expect(claimed.map(({ kind }) => kind)).toEqual(["bell.summarised", "bell.summarised"]);
  });

  test("hours that are changed or switched off count for what waits already", async () => {
    await close("Caldaia");
    await close("Ascensore");
    await quiet(
      "now() at time zone 'Europe/Rome' - interval '1 hour'",
      "now() at time zone 'Europe/Rome' + interval '3 hours'",
    );
    const { rows } = await sql<{ hours: number; life: string }>`
      select distinct round(extract(epoch from not_before - now()) / 3600)::int as hours, (expires_at - not_before)::text as life
      from deliveries where account_id = ${olga.accountId} and channel = 'push'`.execute(here.world.owner);
    expect(rows).toEqual([{ hours: 3, life: "1 day" }]);
    expect(await claim()).toEqual([]);
    await quiet(null, null);
    expect((await claim()).map(({ kind }) => kind)).toEqual(["bell.summarised", "bell.summarised"]);
  });

  // Local time decides, and the night in which the clocks are changed is an hour longer or shorter.
  test.for([
    ["22:00", "07:00", "Europe/Rome", "2027-03-27T21:30:00Z", "2027-03-28T05:00:00Z"],
    ["22:00", "07:00", "Europe/Rome", "2026-10-24T20:30:00Z", "2026-10-25T06:00:00Z"],
    ["22:00", "07:00", "Europe/Rome", "2027-03-27T20:59:00Z", null],
    ["22:00", "07:00", "Europe/Rome", "2027-03-28T05:00:00Z", null],
    // There is no 02:30 in the night in which summer begins.
    ["22:00", "02:30", "Europe/Rome", "2027-03-28T00:30:00Z", "2027-03-28T01:30:00Z"],
    // And two of them in the night in which it ends.
    ["22:00", "02:30", "Europe/Rome", "2026-10-25T00:15:00Z", "2026-10-25T01:30:00Z"],
    ["01:00", "05:00", "Asia/Jerusalem", "2027-03-25T23:30:00Z", "2027-03-26T02:00:00Z"],
    ["20:00", "06:00", "Asia/Kathmandu", "2026-11-26T15:00:00Z", "2026-11-27T00:15:00Z"],
    ["13:00", "15:00", "Europe/Riga", "2026-11-26T12:00:00Z", "2026-11-26T13:00:00Z"],
    ["22:00", "07:00", "Pacific/Chatham", "2026-11-26T10:00:00Z", "2026-11-26T17:15:00Z"],
  ] as const)("from %s to %s in %s, at %s they end at %s", async ([from, to, zone, at, end]) => {
    const { rows } = await sql<{ until: Date | null }>`
      select private.end_of_quiet(${from}::time, ${to}::time, ${zone}, ${at}::timestamptz) as until
    `.execute(here.world.owner);
    expect(rows[0]?.until?.toISOString() ?? null).toBe(end && new Date(end).toISOString());
  });
});
