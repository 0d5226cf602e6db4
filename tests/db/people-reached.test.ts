import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { reachabilityOf } from "#lib/db/reachability.ts";
import { ruleWarnings } from "#lib/db/rule-warnings.ts";
import type { Reachability } from "#lib/domain/people/reachability.ts";
import { assign, type Person, useWorld } from "../support/world.ts";

describe("what a person's page says is what the fan-out does", () => {
  const here = useWorld();
  let anna: Person;
  let clara: Person;
  const technicians: Person[] = [];
  const admins: Person[] = [];
  const customers: number[] = [];

  /** Everything that can stand in the way, one with the other. */
  beforeAll(async () => {
    const { world } = here;
    anna = await world.admin("Anna", { devices: 1 });
    admins.push(anna);
    for (const profile of ["Technician-Default", "none", null] as const)
      for (const isActive of [true, false])
        for (const hasEmail of [true, false])
          for (const devices of [0, 2]) {
            if (profile === null && (devices > 0 || !isActive)) continue;
            const name = ["Technician", profile, isActive, hasEmail, devices].join(" ");
            const email = hasEmail ? undefined : null;
            technicians.push(await world.technician(name, { profile, isActive, devices, email }));
          }
    admins.push(await world.admin("Without an address", { email: null }), await world.admin("With no device"));
    clara = await world.admin("Switched off", { isActive: false });
    customers.push(await world.customer("Rossi"), await world.customer("Without", null));
    for (const [contactId, scope] of [
      [(await world.technician("Bounced", { devices: 1 })).contactId, "everything"],
      [(await world.technician("Unsubscribed")).contactId, "status_mail"],
      [(await world.technician("No advertising")).contactId, "marketing"],
      [(await world.admin("Blocked")).contactId, "everything"],
      [await world.customer("Blocked too"), "status_mail"],
    ] as const)
      await suppress(contactId, scope);
    const muted = [await world.technician("Muted", { devices: 1 }), await world.admin("Muted as well")];
    for (const { accountId } of muted)
      await sql`update accounts set muted_email_kinds = '{intervention.status_changed}' where id = ${accountId}`.execute(
        world.owner,
      );
    const named = await sql<Person & { is_customer: boolean; key: string }>`
      select c.id as "contactId", a.id as "accountId", c.name, c.is_customer, f.key from contacts c
      left join accounts a on a.contact_id = c.id left join access_profiles f on f.id = a.profile_id
      where c.name in ('Bounced', 'Unsubscribed', 'No advertising', 'Blocked', 'Blocked too', 'Muted', 'Muted as well')
    `.execute(world.owner);
    for (const person of named.rows)
      if (person.is_customer) customers.push(person.contactId);
      else (person.key === "Admin-Default" ? admins : technicians).push(person);
  });

  async function suppress(contactId: number, scope: string) {
    await sql`insert into suppressions (address_id, scope, source)
      select address_id, ${scope}, 'user' from contact_points where contact_id = ${contactId} and is_default`.execute(
      here.world.owner,
    );
  }

  const stated = (contactId: number) => here.world.as(anna, (t) => reachabilityOf(t, contactId, "en"));

  /** "email: no_login", "push: reached", as the page says it and as the outbox has it. */
  function linesOf(statement: Reachability | null, audience: string, matter: string): string[] {
    const ways = statement?.audiences.find((one) => one.audience === audience)?.ways ?? [];
    return ways
      .filter((way) => way.matter === matter)
      .map(({ channel, reason }) => `${channel}: ${reason ?? "reached"}`)
      .toSorted();
  }

  async function outcome(intervention: number, contactId: number): Promise<string[]> {
    const { rows } = await sql<{ line: string }>`
      select distinct channel || ': ' || coalesce(skip_reason::text, 'reached') as line from deliveries
      where intervention_id = ${intervention} and contact_id = ${contactId} order by 1
    `.execute(here.world.owner);
    return rows.map(({ line }) => line);
  }

  test("NT-6 NT-7 NT-19 of a status, to technicians", async () => {
    const job = await here.world.intervention({ status: "On hold", technicians });
    await here.world.setStatus(job, "Open");
    const reasons = new Set<string>();
    for (const { contactId, name } of technicians) {
      const said = linesOf(await stated(contactId), "technician", "status");
      expect(said, name).toEqual(await outcome(job, contactId));
      for (const line of said) reasons.add(line.replace(/^.*: /, ""));
    }
    expect([...reasons].toSorted(), "every reason was tried").toEqual(
      [
        ...["account_inactive", "address_suppressed", "muted_by_preference"],
        ...["no_default_email", "no_device", "no_login", "no_profile", "reached"],
      ].toSorted(),
    );
  });

  test("NT-22 of an assignment, to technicians: an active login is all it takes", async () => {
    const job = await here.world.intervention({ status: "On hold" });
    for (const technician of technicians) await assign(here.world.owner, job, technician);
    for (const { contactId, name } of technicians)
      expect(linesOf(await stated(contactId), "technician", "assignment"), name).toEqual(await outcome(job, contactId));
  });

  test("NT-3 NT-17 to administrators", async () => {
    const job = await here.world.intervention({ status: "On hold" });
    await here.world.setStatus(job, "Open");
    for (const { contactId, name } of admins)
      expect(linesOf(await stated(contactId), "admin", "status"), name).toEqual(await outcome(job, contactId));
  });

  test("NT-3 an administrator who is switched off is told nothing, and the page says so", async () => {
    const job = await here.world.intervention({ status: "On hold" });
    await here.world.setStatus(job, "Open");
    expect(await outcome(job, clara.contactId)).toEqual([]);
    const off = ["email: account_inactive", "push: account_inactive"];
    expect(linesOf(await stated(clara.contactId), "admin", "status")).toEqual(off);
  });

  test("NT-8 NT-23 to customers, who get no push", async () => {
    for (const customerId of customers) {
      const job = await here.world.intervention({ status: "On hold", customerId });
      await here.world.setStatus(job, "Open");
      const said = linesOf(await stated(customerId), "customer", "status");
      expect(said).toHaveLength(1);
      expect(said, String(customerId)).toEqual(await outcome(job, customerId));
    }
  });

  test("NT-17 an own profile of administrators has the rights and not the messages", async () => {
    const office = await here.world.admin("Office");
    await sql`with own as (insert into access_profiles (name, level) values ('Ufficio', 'administrator') returning id)
      update accounts set profile_id = (select id from own) where id = ${office.accountId}`.execute(here.world.owner);
    const statement = await here.world.as(office, (t) => reachabilityOf(t, office.contactId, "en"));
    expect(statement).toMatchObject({ has_rights_only: true, audiences: [] });
    const job = await here.world.intervention({ status: "On hold" });
    await here.world.setStatus(job, "Open");
    expect(await outcome(job, office.contactId)).toEqual([]);
  });

  test("the statuses are those of the rules, and of cancelled work for technicians' push", async () => {
    await here.world.status("Called off", "cancelled");
    const statement = await stated(technicians[0]?.contactId ?? 0);
    const names = (channel: string) =>
      statement?.audiences[0]?.ways
        .find((way) => way.channel === channel && way.matter === "status")
        ?.statuses.map(({ name }) => name);
    expect(names("email")).toEqual(["Open", "Closed"]);
    expect(names("push")?.toSorted()).toEqual(["Called off", "Closed", "Open"]);
  });

  test("technicians are told nothing of others", async () => {
    const [tom] = technicians.filter(({ name }) => name === "Technician Technician-Default true true 2");
    if (!tom) throw new Error("Tom is in the grid");
    const of = (contactId: number) => here.world.as(tom, (t) => reachabilityOf(t, contactId, "en"));
    expect(await of(anna.contactId)).toBeNull();
    const { rows } = await here.world.as(tom, (t) =>
      sql<{ count: number }>`select private.device_count(${anna.accountId}) as count`.execute(t),
    );
    expect(rows).toEqual([{ count: 0 }]);
  });

  test("the warnings of the rules name the same people", async () => {
    await here.world.intervention({ status: "Open", customerId: customers[1] });
    const warnings = await here.world.as(anna, ruleWarnings);
    const named = (code: string) =>
      warnings.find((warning) => warning.code === code)?.people.map(({ contact_id }) => contact_id) ?? [];
    const said = async (reason: string) => {
      const found: number[] = [];
      for (const { contactId } of technicians)
        if (linesOf(await stated(contactId), "technician", "status").some((line) => line.endsWith(reason)))
          found.push(contactId);
      return found.toSorted();
    };
    expect(named("technicians_without_login").toSorted()).toEqual(await said("no_login"));
    expect(named("technicians_without_profile").toSorted()).toEqual(await said("no_profile"));
    expect(named("technicians_with_inactive_login").toSorted()).toEqual(await said("account_inactive"));
    expect(named("technicians_without_default_email").toSorted()).toEqual(await said("no_default_email"));
    expect(named("technicians_with_suppressed_address").toSorted()).toEqual(await said("address_suppressed"));
    expect(named("customers_without_default_email")).toEqual([customers[1]]);
    expect(warnings.map(({ code }) => code)).not.toContain(null);
  });
});
