import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listDeliveries, resendDelivery } from "#lib/db/deliveries-log.ts";
import { deliveryHealth } from "#lib/db/delivery-health.ts";
import { type DeliveryQuery, deliveryQuery } from "#lib/domain/deliveries/delivery.ts";
import { type Person, useWorld } from "../support/world.ts";

describe("who was told", () => {
  const here = useWorld();
  let anna: Person;
  let berta: Person;
  let tom: Person;
  let rossi: number;

  beforeAll(async () => {
    const { world } = here;
    anna = await world.admin("Anna", { devices: 1 });
    berta = await world.admin("Berta");
    tom = await world.technician("Tom", { devices: 1 });
    rossi = await world.customer("Rossi");
    await world.status("On hold");
  });

  const list = async (query: Record<string, string> = {}, who = anna) => {
    const parsed: DeliveryQuery = deliveryQuery.parse(query);
    return here.world.as(who, (transaction) => listDeliveries(transaction, parsed, "en"));
  };

  /** "Rossi · email · sent", newest first. */
  async function lines(query: Record<string, string>): Promise<string[]> {
    const { items } = await list({ limit: "200", ...query });
    return items.map(({ recipient, channel, state, reason }) =>
      [recipient?.name ?? "nobody", channel, [state, reason].filter(Boolean).join(" ")].join(" · "),
    );
  }

  /** What a worker would record of all that is queued for somebody. */
  async function record(contactId: number, result: "sent" | "failed" | "retry", error = "550 no such user") {
    await sql`
    with claimed as (
      update deliveries set attempts = attempts + 1 where contact_id = ${contactId} and channel = 'email' and state = 'queued'
      returning id, attempts)
    select private.record_deliveries(array_agg(id), array_agg(attempts), array_agg(${result}::text),
      array_agg(case when ${result} = 'sent' then null else ${error} end), array_agg('answer'::text), array_agg(0::double precision))
    from claimed`.execute(here.world.owner);
  }

  const minute = async () =>
    (
      await sql<{
        done: { failing_addresses: number; expired: number };
      }>`select private.run_due_work() as done`.execute(here.world.worker)
    ).rows[0]?.done;

  describe("the log of everything", () => {
    let job: number;
    let number: string;

    beforeAll(async () => {
      job = await here.world.intervention({
        status: "On hold",
        customerId: rossi,
        technicians: [tom],
        title: "Caldaia",
      });
      await here.world.setStatus(job, "Closed");
      await sql`select private.invite_admin('guest@example.it', 'Guest')`.execute(here.world.owner);
      const { rows } = await sql<{ number: number }>`select number from interventions where id = ${job}`.execute(
        here.world.owner,
      );
      number = String(rows[0]?.number);
    });

    test("NT-6: each filter by itself finds what it names, silences with their reason included", async () => {
      expect((await lines({ intervention: number })).toSorted()).toEqual([
        "Anna · email · queued",
        "Anna · push · queued",
        "Berta · email · queued",
        "Berta · push · skipped no_device",
        "Rossi · email · queued",
        "Tom · email · queued",
        "Tom · push · queued",
      ]);
      expect(await lines({ contact_id: String(rossi) })).toEqual(["Rossi · email · queued"]);
      expect(await lines({ kind: "account.invited" })).toEqual(["Guest · email · queued"]);
      expect(await lines({ reason: "no_device" })).toEqual(["Berta · push · skipped no_device"]);
      expect(await lines({ state: "skipped", contact_id: String(tom.contactId) })).toEqual([]);
      expect((await lines({ channel: "push" })).every((line) => line.includes("· push ·"))).toBe(true);
      expect(await lines({ intervention: "999999" })).toEqual([]);
    });

    test("a row says what it was about, as it was called then", async () => {
      const [row] = (await list({ contact_id: String(rossi) })).items;
      await sql`update intervention_statuses set names = names || '{"en": "Done and dusted"}' where names ->> 'en' = 'Closed'`.execute(
        here.world.owner,
      );
      const [later] = (await list({ contact_id: String(rossi) })).items;
      await sql`update intervention_statuses set names = names || '{"en": "Closed"}' where names ->> 'en' = 'Done and dusted'`.execute(
        here.world.owner,
      );
      expect(later).toEqual(row);
      expect(row).toMatchObject({
        kind: "intervention.status_changed",
        intervention: { number: Number(number), title: "Caldaia" },
        status_name: "Closed",
        destination: "r…@example.it",
        is_resendable: false,
        provider_response: null,
      });
      const [invitation] = (await list({ kind: "account.invited" })).items;
      expect(invitation).toMatchObject({ fact: null, intervention: null, status_name: null });
    });

    test("pages follow each other without a gap, and a period cuts where it says", async () => {
      const all = (await list({ limit: "200" })).items.map(({ id }) => id);
      const paged: number[] = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const page: Awaited<ReturnType<typeof list>> = await list({ limit: "3", ...(cursor ? { cursor } : {}) });
        paged.push(...page.items.map(({ id }) => id));
        cursor = page.next_cursor;
      }
      expect(paged).toEqual(all);
      await sql`update deliveries set queued_at = now() - interval '3 days' where intervention_id = ${job}`.execute(
        here.world.owner,
      );
      const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000).toISOString();
      const [before, after] = await Promise.all([
        list({ to: twoDaysAgo, limit: "200" }),
        list({ from: twoDaysAgo, limit: "200" }),
      ]);
      expect(before.items.length).toBe(7);
      expect([...before.items, ...after.items].map(({ id }) => id).toSorted()).toEqual(all.toSorted());
    });

    test("technicians see nobody else's, and nothing can be asked of what is resendable", async () => {
      const { items } = await list({ limit: "200" }, tom);
      expect(items.length).toBeGreaterThan(0);
      expect(new Set(items.map(({ recipient }) => recipient?.contact_id))).toEqual(new Set([tom.contactId]));
      await record(rossi, "failed");
      const ids = (await list({ state: "failed" })).items.map(({ id }) => id);
      const { rows } = await here.world.as(tom, (transaction) =>
        sql`select private.resendable_deliveries(${ids}::bigint[])`.execute(transaction),
      );
      expect(rows).toEqual([]);
    });

    test("what failed is resent once, whoever asks at the same time", async () => {
      const [failed] = (await list({ contact_id: String(rossi), state: "failed" })).items;
      expect(failed).toMatchObject({
        is_resendable: true,
        last_error: "550 no such user",
        provider_response: "answer",
      });
      const resend = (who: Person) => here.world.as(who, (transaction) => resendDelivery(transaction, failed?.id ?? 0));
      const results = await Promise.allSettled([resend(anna), resend(berta)]);
      expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      await expect(resend(tom)).rejects.toMatchObject({ code: "CM403" });
      await record(rossi, "sent");
      const [sent] = (await list({ contact_id: String(rossi) })).items;
      expect(sent).toMatchObject({ state: "sent", attempts: 2, is_resendable: false });
    });

    test("an invitation that has had its time is not sent again", async () => {
      const [invitation] = (await list({ kind: "account.invited" })).items;
      await record(invitation?.recipient?.contact_id ?? 0, "failed");
      expect((await list({ kind: "account.invited" })).items[0]?.is_resendable).toBe(true);
      await sql`update deliveries set expires_at = now() where id = ${invitation?.id}`.execute(here.world.owner);
      expect((await list({ kind: "account.invited" })).items[0]?.is_resendable).toBe(false);
      await expect(
        here.world.as(anna, (transaction) => resendDelivery(transaction, invitation?.id ?? 0)),
      ).rejects.toMatchObject({ detail: "too_late_to_resend" });
    });
  });

  describe("an address that keeps failing", () => {
    let verdi: number;
    let since: number;

    beforeEach(async () => {
      verdi = await here.world.customer(`Verdi ${Math.random()}`);
      since = (
        await sql<{ id: number }>`select coalesce(max(id), 0) as id from notifications`.execute(here.world.owner)
      ).rows[0]?.id as number;
    });

    async function tell(times: number, result: "sent" | "failed" | "retry") {
      for (let time = 0; time < times; time++) {
        const id = await here.world.intervention({ status: "On hold", customerId: verdi });
        await here.world.setStatus(id, "Closed");
        await record(verdi, result);
      }
    }

    /** "Anna: 3", for each bell row about an address. */
    async function rung(): Promise<string[]> {
      const { rows } = await sql<{ line: string }>`
      select c.name || ': ' || (n.payload ->> 'failures') as line
      from notifications n join accounts a on a.id = n.account_id join contacts c on c.id = a.contact_id
      where n.kind = 'delivery.keeps_failing' and n.id > ${since} order by 1`.execute(here.world.owner);
      return rows.map(({ line }) => line);
    }

    test("the third failure in a row tells administrators, by bell and push, once until it works again", async () => {
      await tell(2, "failed");
      expect((await minute())?.failing_addresses).toBe(0);
      expect(await rung()).toEqual([]);
      await tell(1, "failed");
      expect((await minute())?.failing_addresses).toBe(1);
      expect(await rung()).toEqual(["Anna: 3", "Berta: 3"]);
      expect((await lines({ kind: "delivery.keeps_failing" })).slice(0, 2).toSorted()).toEqual([
        "Anna · push · queued",
        "Berta · push · skipped no_device",
      ]);
      await tell(2, "failed");
      await minute();
      await minute();
      expect(await rung()).toHaveLength(2);

      await tell(1, "sent");
      await minute();
      await tell(2, "failed");
      await minute();
      expect(await rung()).toHaveLength(2);
      await tell(1, "failed");
      await minute();
      expect(await rung()).toHaveLength(4);
    });

    test("what was only put off, because the server was away, is no failure of the address", async () => {
      await tell(3, "retry");
      await minute();
      expect(await rung()).toEqual([]);
    });

    test("a success between says nothing, also when it was another person's message to the same address", async () => {
      const { rows } = await sql<{ value: string }>`
      select a.value from contact_points p join addresses a on a.id = p.address_id where p.contact_id = ${verdi}`.execute(
        here.world.owner,
      );
      const sister = await here.world.customer("Sorella", rows[0]?.value ?? "");
      await tell(2, "failed");
      const id = await here.world.intervention({ status: "On hold", customerId: sister });
      await here.world.setStatus(id, "Closed");
      await record(sister, "sent");
      await tell(1, "failed");
      await minute();
      expect(await rung()).toEqual([]);
    });

    test("a message sent again with success ends it, too; two minutes at once tell once", async () => {
      await tell(3, "failed");
      await Promise.all([minute(), minute()]);
      expect(await rung()).toHaveLength(2);
      const [failed] = (await list({ contact_id: String(verdi), state: "failed" })).items;
      await here.world.as(anna, (transaction) => resendDelivery(transaction, failed?.id ?? 0));
      await record(verdi, "sent");
      await minute();
      const { rows } = await sql`select from private.failing_addresses where contact_id = ${verdi}`.execute(
        here.world.owner,
      );
      expect(rows).toEqual([]);
    });
  });

  describe("how telling goes", () => {
    const report = (services: unknown[], counts: unknown[] = [], times: unknown[] = []) =>
      sql`select private.report_deliveries(${JSON.stringify(services)}, ${JSON.stringify(counts)}, ${JSON.stringify(times)})`.execute(
        here.world.worker,
      );
    const failing = (failures: number, more = {}) => ({
      service: "smtp.example.it",
      channel: "email",
      succeeded_ago: null,
      failed_ago: 1,
      failing_for: 60,
      failures,
      error: "ECONNREFUSED",
      ...more,
    });
    const health = (who = anna) => here.world.as(who, deliveryHealth);

    beforeAll(async () => {
      await sql`select private.beat(gen_random_uuid(), 'host', 1)`.execute(here.world.worker);
      await sql`update deliveries set state = 'sent' where state = 'queued'`.execute(here.world.owner);
    });

    test("a service fails after three attempts in vain, whichever worker made them, and works with the first success", async () => {
      await report([failing(2)]);
      expect((await health()).outages).toEqual([]);
      await report([failing(1, { failing_for: 1 })]);
      const [outage] = (await health()).outages;
      expect(outage).toMatchObject({ part: "email", service: "smtp.example.it", error: "ECONNREFUSED", waiting: 0 });
      expect(Date.now() - Date.parse(outage?.since ?? "")).toBeGreaterThan(50_000);
      await report([failing(0, { succeeded_ago: 0, failed_ago: null, failing_for: null, error: null })]);
      expect((await health()).outages).toEqual([]);
    });

    test("failures of long ago are no outage any more", async () => {
      await report([failing(5)]);
      await sql`update private.delivery_services set last_failure_at = now() - interval '11 minutes'`.execute(
        here.world.owner,
      );
      expect((await health()).outages).toEqual([]);
    });

    test("a worker that is silent for a minute is out, with what waits and since when; one that never was is not missed", async () => {
      await here.world.setStatus(await here.world.intervention({ status: "On hold", customerId: rossi }), "Closed");
      await sql`update private.workers set beat_at = now() - interval '61 seconds'`.execute(here.world.owner);
      const { worker, outages } = await health();
      expect(worker.state).toBe("late");
      expect(outages).toMatchObject([{ part: "worker", since: worker.last_beat_at, waiting: 4 }]);
      await sql`delete from private.workers`.execute(here.world.owner);
      expect((await health()).outages).toEqual([]);
      await sql`update deliveries set queued_at = now() - interval '3 minutes' where state = 'queued'`.execute(
        here.world.owner,
      );
      expect((await health()).outages).toMatchObject([{ part: "worker", since: null, waiting: 4 }]);
    });

    test("messages that wait too long are an outage also when nobody says why; quiet hours are none", async () => {
      await sql`select private.beat(gen_random_uuid(), 'host', 1)`.execute(here.world.worker);
      await sql`update deliveries set queued_at = now() - interval '6 minutes' where state = 'queued' and channel = 'email'`.execute(
        here.world.owner,
      );
      await sql`update deliveries set queued_at = now() - interval '6 hours', not_before = now() + interval '1 hour'
              where state = 'queued' and channel = 'push'`.execute(here.world.owner);
      expect((await health()).outages).toMatchObject([{ part: "email", service: null, waiting: 3 }]);
    });

    test("what a service says is for administrators", async () => {
      await report([failing(3)]);
      const { channels } = await health(tom);
      expect(channels[0]?.services[0]).toMatchObject({ is_failing: true, last_error: null });
    });

    test("counts add up over workers, and what expires is counted, too", async () => {
      const counted = { channel: "email", result: "sent", count: 2 };
      const time = { channel: "email", up_to: "Infinity", count: 1, seconds: 9e6 };
      await Promise.all([report([], [counted], [time]), report([], [counted], [time])]);
      await sql`update deliveries set expires_at = now() where state = 'queued' and channel = 'email'`.execute(
        here.world.owner,
      );
      expect((await minute())?.expired).toBe(3);
      const { rows } = await sql`select channel, result, count from private.delivery_counts order by 2`.execute(
        here.world.owner,
      );
      expect(rows).toEqual([
        { channel: "email", result: "expired", count: 3 },
        { channel: "email", result: "sent", count: 4 },
      ]);
    });
  });
});
