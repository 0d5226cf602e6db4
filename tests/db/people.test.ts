import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { CallerTransaction } from "#lib/db/caller.ts";
import { handOver, lockOpenWork } from "#lib/db/handover.ts";
import { listInvitations, revokeInvitation } from "#lib/db/invitations.ts";
import { listPeople, personById } from "#lib/db/people.ts";
import { changeProfile, createProfile, removeProfile } from "#lib/db/profiles.ts";
import { personQuery } from "#lib/domain/people/person.ts";
import { type Person, useWorld } from "../support/world.ts";

describe("people", () => {
  const here = useWorld();
  let anna: Person;
  let tom: Person;
  let ugo: Person;

  beforeAll(async () => {
    anna = await here.world.admin("Anna");
    tom = await here.world.technician("Tom", { devices: 2 });
    ugo = await here.world.technician("Ugo", { devices: 1 });
  });

  describe("deactivating", () => {
    const setActive = (who: Person, isActive: boolean, by = anna) =>
      here.world.as(by, (t) =>
        sql`select private.set_account_state(${who.accountId}, ${isActive}, false, null)`.execute(t),
      );
    const counts = async ({ accountId }: Person) => {
      const { rows } = await sql<{ sessions: number; devices: number }>`
      select (select count(*) from auth.sessions where user_id = ${accountId}) as sessions,
             (select count(*) from push_subscriptions where account_id = ${accountId} and removed_at is null) as devices
    `.execute(here.world.owner);
      return rows[0];
    };
    const signIn = ({ accountId }: Person) =>
      sql`insert into auth.sessions (id, user_id) values (${randomUUID()}, ${accountId})`.execute(here.world.owner);

    test("ends the sessions and takes the devices away, of this person alone; activating brings neither back", async () => {
      const leaving = await here.world.technician("Leaving", { devices: 2 });
      await signIn(leaving);
      await signIn(leaving);
      await signIn(ugo);
      expect(await counts(leaving)).toEqual({ sessions: 2, devices: 2 });
      await setActive(leaving, false);
      expect(await counts(leaving)).toEqual({ sessions: 0, devices: 0 });
      expect(await counts(ugo)).toEqual({ sessions: 1, devices: 1 });
      await setActive(leaving, true);
      expect(await counts(leaving)).toEqual({ sessions: 0, devices: 0 });
    });

    test("giving another profile ends nothing, and a refused deactivation neither", async () => {
      const staying = await here.world.admin("Staying", { devices: 1 });
      await signIn(staying);
      await here.world.as(anna, (t) =>
        sql`select private.set_account_state(${staying.accountId}, null, true, (select id from access_profiles where key = 'Technician-Default'))`.execute(
          t,
        ),
      );
      await expect(setActive(staying, false, tom)).rejects.toMatchObject({ code: "CM403" });
      expect(await counts(staying)).toEqual({ sessions: 1, devices: 1 });
    });

    test("NT-22 what was on its way to a device does not arrive any more", async () => {
      const leaving = await here.world.technician("Gone", { devices: 1 });
      await here.world.intervention({ status: "On hold", technicians: [leaving], tell: true });
      await setActive(leaving, false);
      const { rows } = await sql<{ id: number }>`
      select id from deliveries where account_id = ${leaving.accountId} and state = 'queued'`.execute(here.world.owner);
      expect(rows).toHaveLength(1);
      await sql`select private.claim_deliveries('push', 100, interval '1 minute')`.execute(here.world.worker);
      const after = await sql<{ state: string }>`
      select state from deliveries where id = ${rows[0]?.id ?? 0}`.execute(here.world.owner);
      expect(after.rows[0]?.state).toBe("failed");
    });
  });

  describe("profiles of the company's own", () => {
    const asAnna = <T>(run: (t: CallerTransaction) => Promise<T>) => here.world.as(anna, run);

    test("get a key of their first name, which never changes", async () => {
      const made = await asAnna((t) => createProfile(t, { name: "Ufficio & cassa", level: "administrator" }));
      expect(made).toMatchObject({ key: "Ufficio-cassa", is_shipped: false, accounts: 0, invitations: 0 });
      const renamed = await asAnna((t) => changeProfile(t, made?.id ?? 0, { name: "Segreteria" }));
      expect(renamed).toMatchObject({ key: "Ufficio-cassa", name: "Segreteria" });
      const own = sql`update access_profiles set key = 'Admin-Default-2' where id = ${made?.id ?? 0}`;
      await expect(asAnna((t) => own.execute(t))).rejects.toMatchObject({ code: "42501" });
    });

    test("NT-3 none becomes the one that is told: a key that is there gets a number", async () => {
      const twin = await asAnna((t) => createProfile(t, { name: "Admin Default", level: "administrator" }));
      expect(twin?.key).toBe("Admin-Default-2");
      const nameless = await asAnna((t) => createProfile(t, { name: "★", level: "technician" }));
      expect(nameless?.key).toBe("Profile");
    });

    test("two of one name are refused, also at once", async () => {
      const make = () => asAnna((t) => createProfile(t, { name: "Squadra notte", level: "technician" }));
      const made = await Promise.allSettled([make(), make()]);
      expect(made.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      await expect(
        asAnna((t) => createProfile(t, { name: "squadra NOTTE", level: "technician" })),
      ).rejects.toMatchObject({ code: "23505" });
    });

    test("the shipped ones take another name, and keep level and place", async () => {
      const { rows } = await sql<{
        id: number;
      }>`select id from access_profiles where key = 'Technician-Default'`.execute(here.world.owner);
      const id = rows[0]?.id ?? 0;
      expect(await asAnna((t) => changeProfile(t, id, { name: "Tecnici" }))).toMatchObject({ name: "Tecnici" });
      await expect(asAnna((t) => changeProfile(t, id, { level: "administrator" }))).rejects.toMatchObject({
        code: "CM403",
        detail: "profile_is_shipped",
      });
      await expect(asAnna((t) => removeProfile(t, id))).rejects.toMatchObject({ detail: "profile_is_shipped" });
    });

    test("one that somebody has, or is promised, keeps its level and stays; one that nobody has does not", async () => {
      const { world } = here;
      const made = await asAnna((t) => createProfile(t, { name: "Stagionali", level: "technician" }));
      const id = made?.id ?? 0;
      expect(await asAnna((t) => changeProfile(t, id, { level: "administrator" }))).toMatchObject({
        level: "administrator",
      });
      await asAnna((t) => changeProfile(t, id, { level: "technician" }));
      const guest = await world.contact({ name: "Seasonal" });
      await asAnna((t) => sql`select private.invite(${guest}, ${id}, 'seasonal@example.it')`.execute(t));
      const inUse = { code: "CM400", detail: "profile_in_use" };
      await expect(asAnna((t) => removeProfile(t, id))).rejects.toMatchObject(inUse);
      await expect(asAnna((t) => changeProfile(t, id, { level: "administrator" }))).rejects.toMatchObject(inUse);
      await asAnna((t) => revokeInvitation(t, guest));
      expect(await asAnna((t) => removeProfile(t, id))).toBe(true);
      const history = await asAnna((t) => listInvitations(t, { contact_id: guest, limit: 50 }));
      expect(history.items).toMatchObject([{ state: "revoked", profile: null }]);
    });

    test("technicians make, change and remove none", async () => {
      const make = here.world.as(tom, (t) => createProfile(t, { name: "Mine", level: "administrator" }));
      await expect(make).rejects.toMatchObject({ code: "42501" });
      expect(await here.world.as(tom, (t) => removeProfile(t, 1))).toBe(false);
      const renamed = await here.world.as(tom, (t) => changeProfile(t, 1, { name: "Mine" }));
      expect(renamed?.name).not.toBe("Mine");
    });
  });

  describe("invitations", () => {
    const invite = (contact: number, email: string) =>
      here.world.as(anna, (t) =>
        sql`select private.invite(${contact}, (select id from access_profiles where key = 'Technician-Default'), ${email})`.execute(
          t,
        ),
      );
    const history = async (contact_id: number) =>
      (await here.world.as(anna, (t) => listInvitations(t, { contact_id, limit: 50 }))).items;
    const loginOf = async (contact: number) =>
      (await here.world.as(anna, (t) => personById(t, contact)))?.login.state ?? null;

    test("open, replaced, expired, taken back: each is told apart, with who invited", async () => {
      const nina = await here.world.contact({ name: "Nina" });
      expect(await loginOf(nina)).toBe("none");
      await invite(nina, "nina@example.it");
      expect(await loginOf(nina)).toBe("invited");
      await invite(nina, "nina.other@example.it");
      expect(await history(nina)).toMatchObject([
        { state: "open", email: "nina.other@example.it", invited_by: "Anna", mail: { state: "queued" } },
        { state: "revoked", email: "nina@example.it" },
      ]);
      await sql`update invitations set expires_at = now() where contact_id = ${nina}`.execute(here.world.owner);
      expect((await history(nina))[0]?.state).toBe("expired");
      expect(await loginOf(nina)).toBe("expired");
      await here.world.as(anna, (t) => revokeInvitation(t, nina));
      expect(await loginOf(nina)).toBe("none");
      await expect(here.world.as(anna, (t) => revokeInvitation(t, nina))).rejects.toMatchObject({ code: "CM404" });
    });

    test("the mail of one that was taken back does not leave", async () => {
      const olga = await here.world.contact({ name: "Olga" });
      await invite(olga, "olga@example.it");
      await here.world.as(anna, (t) => revokeInvitation(t, olga));
      await sql`select private.claim_deliveries('email', 500, interval '1 minute')`.execute(here.world.worker);
      expect((await history(olga))[0]?.mail?.state).toBe("expired");
    });

    test("two who invite the same contact at once leave one link that works", async () => {
      const rita = await here.world.contact({ name: "Rita" });
      await Promise.all([
        invite(rita, "rita@example.it"),
        invite(rita, "rita@example.it"),
        invite(rita, "r@example.it"),
      ]);
      const states = (await history(rita)).map(({ state }) => state);
      expect(states.toSorted()).toEqual(["open", "revoked", "revoked"]);
    });

    test("technicians see none and take none back", async () => {
      const zita = await here.world.contact({ name: "Zita" });
      await invite(zita, "zita@example.it");
      const seen = await here.world.as(tom, (t) => listInvitations(t, { contact_id: zita, limit: 50 }));
      expect(seen.items).toEqual([]);
      await expect(here.world.as(tom, (t) => revokeInvitation(t, zita))).rejects.toMatchObject({ code: "CM403" });
      expect(await loginOf(zita)).toBe("invited");
    });
  });

  describe("handing over", () => {
    const give = (from: Person, to: Person | null, numbers?: number[]) =>
      here.world.as(anna, async (t) => {
        const work = await lockOpenWork(t, from.contactId, numbers);
        return handOver(t, work, { from: from.contactId, to: to?.contactId ?? null });
      });
    const workOf = async ({ contactId }: Person) => {
      const { rows } = await sql<{ id: number }>`
      select intervention_id as id from intervention_technicians where contact_id = ${contactId} order by 1`.execute(
        here.world.owner,
      );
      return rows.map(({ id }) => id);
    };
    const numberOf = async (id: number) =>
      (
        await here.world.owner
          .selectFrom("interventions")
          .select("number")
          .where("id", "=", id)
          .executeTakeFirstOrThrow()
      ).number;

    test("NT-22 gives the open work to somebody else, who is told of each; what is closed stays", async () => {
      const leaving = await here.world.technician("Leaver");
      const open = await here.world.intervention({ status: "Open", technicians: [leaving] });
      const second = await here.world.intervention({ status: "On hold", technicians: [leaving] });
      const closed = await here.world.intervention({ status: "Closed", technicians: [leaving] });
      const since = await here.world.now();
      expect(await give(leaving, ugo)).toHaveLength(2);
      expect(await workOf(leaving)).toEqual([closed]);
      for (const job of [open, second]) {
        expect(await workOf(ugo)).toContain(job);
        expect(await here.world.told(job, since)).toEqual(["Leaver · push · skipped no_device", "Ugo · push · queued"]);
        expect((await here.world.bell(job, 0)).filter((line) => line.startsWith("Ugo"))).toEqual([
          "Ugo · intervention.assigned · technician",
        ]);
      }
      expect(await here.world.told(closed, since)).toEqual([]);
    });

    test("whoever works on it already goes on and hears nothing", async () => {
      const leaving = await here.world.technician("Second");
      const job = await here.world.intervention({ status: "Open", technicians: [leaving, ugo] });
      const since = await here.world.now();
      await give(leaving, ugo);
      expect(await workOf(leaving)).toEqual([]);
      expect(await here.world.told(job, since)).toEqual(["Second · push · skipped no_device"]);
    });

    test("leaves to nobody what is to be left, and only what was named", async () => {
      const leaving = await here.world.technician("Third");
      const named = await here.world.intervention({ status: "Open", technicians: [leaving] });
      const other = await here.world.intervention({ status: "Open", technicians: [leaving] });
      const foreign = await here.world.intervention({ status: "Open", technicians: [tom] });
      const handed = await give(leaving, null, [await numberOf(named), await numberOf(foreign)]);
      expect(handed).toEqual([await numberOf(named)]);
      expect(await workOf(leaving)).toEqual([other]);
      expect(await workOf(tom)).toContain(foreign);
    });

    test("two administrators at once: each job goes to one, and nobody is told twice", async () => {
      const leaving = await here.world.technician("Fourth");
      const vito = await here.world.technician("Vito");
      const jobs: number[] = [];
      for (let job = 0; job < 5; job++)
        jobs.push(await here.world.intervention({ status: "Open", technicians: [leaving] }));
      const [first, second] = await Promise.all([give(leaving, ugo), give(leaving, vito)]);
      expect([...first, ...second]).toHaveLength(5);
      for (const job of jobs) {
        const { rows } = await sql<{ id: number }>`
        select contact_id as id from intervention_technicians where intervention_id = ${job}`.execute(here.world.owner);
        expect(rows).toHaveLength(1);
      }
    });
  });

  describe("the list of people", () => {
    const names = async (query: Partial<Parameters<typeof listPeople>[1]>) =>
      (await here.world.as(anna, (t) => listPeople(t, { limit: 200, sort: "name", ...query }))).items.map(
        ({ name }) => name,
      );

    test("by group: technicians, customers, administrators of any profile, everybody with a login", async () => {
      const { world } = here;
      await world.customer("Rossi");
      await world.technician("Without login", { profile: null });
      await world.admin("Retired", { isActive: false });
      expect(await names({ filter: { roles: ["technician"] } })).toEqual(
        expect.arrayContaining(["Tom", "Ugo", "Without login"]),
      );
      expect(await names({ filter: { roles: ["technician"] } })).not.toContain("Rossi");
      expect(await names({ filter: { roles: ["customer"] } })).toEqual(["Rossi"]);
      expect(await names({ filter: { login: "administrator" } })).toContain("Anna");
      expect(await names({ filter: { login: "administrator" } })).not.toContain("Retired");
      expect(await names({ filter: { login: "any" } })).toEqual(expect.arrayContaining(["Anna", "Tom", "Retired"]));
      expect(await names({ filter: { login: "any" } })).not.toContain("Without login");
    });

    test("by part of a name or an address, page after page, without the anonymised", async () => {
      expect(await names({ filter: { q: "rossi@example" } })).toEqual(["Rossi"]);
      const all = await names({});
      const paged: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const query = personQuery.parse({ limit: "4", cursor });
        const page = await here.world.as(anna, (t) => listPeople(t, query));
        paged.push(...page.items.map(({ name }) => name));
        cursor = page.next_cursor;
      }
      expect(paged).toEqual(all);
      await sql`update contacts set anonymised_at = now() where name = 'Rossi'`.execute(here.world.owner);
      expect(await names({ filter: { q: "rossi" } })).toEqual([]);
    });

    test("each with what stands of their login", async () => {
      const page = await here.world.as(anna, (t) => listPeople(t, { limit: 200, sort: "name" }));
      const login = (name: string) => page.items.find((one) => one.name === name)?.login;
      expect(login("Tom")).toMatchObject({ state: "active", email: "login.tom@example.it", expires_at: null });
      expect(login("Retired")).toMatchObject({ state: "inactive" });
      expect(login("Without login")).toMatchObject({ state: "none", account_id: null, email: null });
    });

    test("CT-17 when somebody was last mailed is said, and that nothing arrived is not taken for it", async () => {
      const { world } = here;
      const someone = await world.customer("Nina");
      const lastMailed = async () => (await world.as(anna, (t) => personById(t, someone)))?.last_mailed_at ?? null;
      const mail = (state: string, sentAt: string | null) =>
        sql`insert into deliveries (kind, channel, contact_id, address_id, dedupe_key, expires_at, state, sent_at)
            select 'push.tested', 'email', ${someone}, address_id, ${randomUUID()}, now(), ${state}::delivery_state, ${sentAt}::timestamptz
            from contact_points where contact_id = ${someone}`.execute(world.owner);
      expect(await lastMailed()).toBe(null);
      await mail("sent", "2026-11-20T10:00:00Z");
      await mail("sent", "2026-11-24T10:00:00Z");
      await mail("failed", null);
      expect(await lastMailed()).toBe("2026-11-24T10:00:00.000Z");
    });

    test("who shares an address is named", async () => {
      const { world } = here;
      const shop = await world.contact({ name: "Shop", email: "shared@example.it" });
      const owner = await world.contact({ name: "Owner", email: "shared@example.it" });
      const details = await world.as(anna, (t) => personById(t, shop));
      expect(details?.shared_addresses).toEqual([
        { address: "shared@example.it", contacts: [{ id: owner, name: "Owner" }] },
      ]);
    });
  });
});
