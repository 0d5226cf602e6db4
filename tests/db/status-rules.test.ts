import { beforeAll, describe, expect, test } from "vitest";
import { type Person, useWorld } from "../support/world.ts";

describe("who is told of a status", () => {
  const here = useWorld();
  let bruno: Person;
  let tom: Person;
  let rossi: number;

  beforeAll(async () => {
    const { world } = here;
    await world.admin("Anna", { devices: 1 });
    bruno = await world.admin("Bruno", { email: null });
    tom = await world.technician("Tom", { devices: 2 });
    rossi = await world.customer("Rossi");
    await world.technician("Ugo", { devices: 1 });
    await world.technician("Nadia", { profile: "Technician-Default" });
  });

  async function job(options: Parameters<typeof here.world.intervention>[0] = {}) {
    return here.world.intervention({ status: "On hold", customerId: rossi, technicians: [tom], ...options });
  }

  const everybody = [
    "Anna · email · queued",
    "Anna · push · queued",
    "Bruno · email · queued",
    "Bruno · push · skipped no_device",
    "Rossi · email · queued",
    "Tom · email · queued",
    "Tom · push · queued",
    "Tom · push · queued",
  ];

  test.for(["Open", "Closed"])(
    "NT-9 NT-20 passing from any status to %s tells administrators, customer and technician",
    async (status) => {
      const id = await job();
      await here.world.setStatus(id, status);
      expect(await here.world.told(id)).toEqual(everybody);
    },
  );

  test.for(["Open", "Closed"])(
    "NT-10 NT-21 a new job with status %s tells them, with the technicians linked in the same transaction",
    async (status) => {
      const id = await job({ status, tell: true });
      expect(await here.world.told(id)).toEqual(everybody);
    },
  );

  test("NT-9 a status that no rule names is silent", async () => {
    const id = await job({ status: "Open" });
    await here.world.setStatus(id, "On hold");
    expect(await here.world.told(id)).toEqual([]);
    expect(await here.world.bell(id)).toEqual([]);
  });

  test("NT-9 the same status saved again tells nobody and is no fact", async () => {
    const id = await job({ status: "Open" });
    const before = await facts(id);
    await here.world.setStatus(id, "Open");
    expect(await here.world.told(id)).toEqual([]);
    expect(await facts(id)).toEqual(before);
  });

  test("NT-12 the bell has a row for everyone whom push reaches, with or without a device", async () => {
    const id = await job();
    await here.world.setStatus(id, "Closed");
    expect(await here.world.bell(id)).toEqual([
      "Anna · intervention.status_changed · admin",
      "Bruno · intervention.status_changed · admin",
      "Tom · intervention.status_changed · technician",
    ]);
  });

  test("NT-3 NT-17 administrators are the active accounts with the profile Admin-Default", async () => {
    const { world } = here;
    await world.admin("Gone", { isActive: false });
    const other = await world.admin("Otto");
    await world.owner
      .insertInto("access_profiles")
      .values({ key: "Office", name: "Office", level: "administrator" })
      .execute();
    await world.owner
      .updateTable("accounts")
      .set((eb) => ({
        profile_id: eb.selectFrom("access_profiles").select("access_profiles.id").where("key", "=", "Office"),
      }))
      .where("id", "=", other.accountId)
      .execute();
    const id = await job({ technicians: [], customerId: null });
    await world.setStatus(id, "Closed");
    const told = await world.told(id);
    expect(told.filter((line) => line.startsWith("Anna"))).toHaveLength(2);
    expect(told.filter((line) => /^(Gone|Otto)/.test(line))).toEqual([]);
  });

  test("NT-3 an administrator without a default e-mail is mailed at the login's address", async () => {
    const id = await job();
    await here.world.setStatus(id, "Closed");
    const row = await here.world.owner
      .selectFrom("deliveries")
      .innerJoin("addresses", "addresses.id", "deliveries.address_id")
      .select("value")
      .where("intervention_id", "=", id)
      .where("contact_id", "=", bruno.contactId)
      .where("deliveries.channel", "=", "email")
      .executeTakeFirstOrThrow();
    expect(row.value).toBe("login.bruno@example.it");
  });

  test("NT-6 NT-19 a technician without a default e-mail gets no mail and no push of a status", async () => {
    const nora = await here.world.technician("Nora", { email: null, devices: 1 });
    const id = await job({ technicians: [nora] });
    await here.world.setStatus(id, "Closed");
    expect(await toldTo(id, "Nora")).toEqual([
      "Nora · email · skipped no_default_email",
      "Nora · push · skipped no_default_email",
    ]);
    expect(await here.world.bell(id)).not.toContainEqual(expect.stringContaining("Nora"));
  });

  test("NT-7 NT-19 a technician without a login gets nothing", async () => {
    const lisa = await here.world.technician("Lisa", { profile: null });
    const id = await job({ technicians: [lisa] });
    await here.world.setStatus(id, "Closed");
    expect(await toldTo(id, "Lisa")).toEqual(["Lisa · email · skipped no_login", "Lisa · push · skipped no_login"]);
  });

  test("NT-7 NT-19 a technician whose login has no profile gets nothing", async () => {
    const pia = await here.world.technician("Pia", { profile: "none", devices: 1 });
    const id = await job({ technicians: [pia] });
    await here.world.setStatus(id, "Closed");
    expect(await toldTo(id, "Pia")).toEqual(["Pia · email · skipped no_profile", "Pia · push · skipped no_profile"]);
  });

  test("NT-7 a technician whose account is inactive gets nothing", async () => {
    const ivo = await here.world.technician("Ivo", { isActive: false, email: null, devices: 1 });
    const id = await job({ technicians: [ivo] });
    await here.world.setStatus(id, "Closed");
    expect(await toldTo(id, "Ivo")).toEqual([
      "Ivo · email · skipped account_inactive",
      "Ivo · push · skipped account_inactive",
    ]);
  });

  test("NT-8 a customer without a default e-mail gets nothing", async () => {
    const bianchi = await here.world.customer("Bianchi", null);
    const id = await job({ customerId: bianchi });
    await here.world.setStatus(id, "Closed");
    expect(await toldTo(id, "Bianchi")).toEqual(["Bianchi · email · skipped no_default_email"]);
  });

  test("NT-8 the contact person who has an e-mail is told instead of the customer", async () => {
    const clara = await here.world.contact({ name: "Clara", companyId: rossi });
    const id = await job({ contactPersonId: clara });
    await here.world.setStatus(id, "Closed");
    expect(await toldTo(id, "Clara")).toEqual(["Clara · email · queued"]);
    expect(await toldTo(id, "Rossi")).toEqual([]);
  });

  test("NT-8 a contact person without an e-mail leaves it to the customer", async () => {
    const dora = await here.world.contact({ name: "Dora", companyId: rossi, email: null });
    const id = await job({ contactPersonId: dora });
    await here.world.setStatus(id, "Closed");
    expect(await toldTo(id, "Rossi")).toEqual(["Rossi · email · queued"]);
    expect(await toldTo(id, "Dora")).toEqual([]);
  });

  test("NT-23 a customer is never pushed: the rule is impossible", async () => {
    await expect(here.world.rule("Open", "customer", "push")).rejects.toThrow(/customers_get_no_push/);
  });

  test("NT-23 a customer gets no push and no bell row, not even one who could", async () => {
    const both = await here.world.person({
      name: "Both",
      profile: "Technician-Default",
      isCustomer: true,
      devices: 1,
    });
    const id = await job({ customerId: both.contactId, technicians: [tom] });
    await here.world.setStatus(id, "Closed");
    expect(await toldTo(id, "Both")).toEqual(["Both · email · queued"]);
    expect(await here.world.bell(id)).not.toContainEqual(expect.stringContaining("Both"));
  });

  test("an intervention without customer and technicians says so where a rule asked for them", async () => {
    const id = await job({ customerId: null, technicians: [] });
    await here.world.setStatus(id, "Closed");
    const told = await here.world.told(id);
    expect(told).toEqual(
      expect.arrayContaining([
        "email · skipped no_customer",
        "email · skipped no_technician",
        "push · skipped no_technician",
      ]),
    );
  });

  test("another technician hears nothing", async () => {
    const id = await job();
    await here.world.setStatus(id, "Closed");
    expect(await toldTo(id, "Ugo")).toEqual([]);
    expect(await toldTo(id, "Nadia")).toEqual([]);
  });

  async function facts(id: number) {
    const rows = await here.world.owner
      .selectFrom("intervention_events")
      .select(["kind"])
      .where("intervention_id", "=", id)
      .orderBy("id")
      .execute();
    return rows.map((row) => row.kind);
  }

  async function toldTo(id: number, name: string) {
    return (await here.world.told(id)).filter((line) => line.startsWith(`${name} `));
  }
});
