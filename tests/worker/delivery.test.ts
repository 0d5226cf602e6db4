import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { verifyUnsubscription } from "#lib/links/unsubscribe-token.ts";
import { assembleWorker, startWorker } from "#lib/worker/worker.ts";
import { openPostOffice, type PostOffice } from "../support/post-office.ts";
import type { TestSubscription } from "../support/push-service.ts";
import { waitUntil } from "../support/wait-until.ts";
import { assign, type Person, useWorld } from "../support/world.ts";

describe("what the worker delivers", () => {
  const here = useWorld();
  let office: PostOffice;
  let worker: ReturnType<typeof startWorker>;
  let anna: Person;
  let tom: Person;
  let rossi: number;
  let phone: TestSubscription;

  beforeAll(async () => {
    const { world } = here;
    office = await openPostOffice();
    phone = office.push.subscribe(office.vapid.publicKey);
    anna = await world.admin("Anna", { language: "en" });
    tom = await world.technician("Tom", { language: "it" });
    await world.device(tom, phone);
    rossi = await world.customer("Rossi");
    await world.status("On hold");
    worker = startWorker(office.settings(world));
  });

  afterAll(async () => {
    await worker.stop();
    await office.close();
  });

  afterEach(async () => {
    office.smtp.behave(null);
    office.push.behave(phone.endpoint, null);
    await here.world.owner.updateTable("push_subscriptions").set({ removed_at: null }).execute();
  });

  test("NT-9 NT-20 NT-22 the story: a new job for a customer, assigned to a technician, reaches all of them", async () => {
    const id = await here.world.intervention({ status: "Open", customerId: rossi, technicians: [tom], tell: true });
    await settled(id);
    expect(await here.world.told(id)).toEqual([
      "Anna · email · sent",
      "Anna · push · skipped no_device",
      "Rossi · email · sent",
      "Tom · email · sent",
      "Tom · push · sent",
    ]);
    const number = await numberOf(id);
    const toCustomer = await mailTo("rossi@example.it").parsed();
    const toTechnician = await mailTo("tom@example.it").parsed();
    for (const mail of [toCustomer, toTechnician]) {
      expect(mail.subject).toContain(`[#${number}]`);
      expect(mail.headers.get("auto-submitted")).toBe("auto-generated");
    }
    const push = JSON.parse(lastPush().text());
    expect(push).toMatchObject({ path: `/interventions/${number}`, lang: "it", kind: "intervention.assigned" });
    expect(push.title).toContain(`#${number}`);
  });

  test("NT-22 the push of an assignment is urgent and kept for four hours; of a status normal and for a day", async () => {
    const id = await here.world.intervention({ status: "On hold" });
    await assign(here.world.owner, id, tom);
    await settled(id);
    expect(lastPush().headers).toMatchObject({ urgency: "high" });
    expect(Number(lastPush().headers.ttl)).toBeGreaterThan(4 * 3600 - 60);
    expect(Number(lastPush().headers.ttl)).toBeLessThanOrEqual(4 * 3600);
    await here.world.setStatus(id, "Closed");
    await settled(id);
    expect(lastPush().headers).toMatchObject({ urgency: "normal" });
    expect(Number(lastPush().headers.ttl)).toBeGreaterThan(24 * 3600 - 60);
  });

  test("NT-13 a push is tagged with its bell row and leads to the job", async () => {
    const id = await here.world.intervention({ status: "On hold" });
    await assign(here.world.owner, id, tom);
    await settled(id);
    const bell = await here.world.owner
      .selectFrom("notifications")
      .select("id")
      .where("intervention_id", "=", id)
      .executeTakeFirstOrThrow();
    expect(JSON.parse(lastPush().text())).toMatchObject({
      tag: `notification-${bell.id}`,
      path: `/interventions/${await numberOf(id)}`,
    });
  });

  test("Accept and Open on an assignment's push: whoever took the job themselves, or has answered, is not asked", async () => {
    const id = await here.world.intervention({ status: "Open" });
    await assign(here.world.owner, id, tom);
    await settled(id);
    expect(JSON.parse(lastPush().text())).toMatchObject({
      awaited: { number: await numberOf(id), technician_id: tom.contactId, accept: "Accetta", open: "Apri" },
    });
    const own = await here.world.as(tom, async (transaction) => {
      const { rows } = await sql<{ id: number }>`
        insert into interventions (title) values ('Mine') returning id`.execute(transaction);
      const created = rows[0]?.id ?? 0;
      await assign(transaction, created, tom);
      return created;
    });
    await settled(own);
    const push = JSON.parse(lastPush().text());
    expect(push).toMatchObject({ kind: "intervention.assigned", path: `/interventions/${await numberOf(own)}` });
    expect(push).not.toHaveProperty("awaited");
  });

  test("the customer's mail can be unsubscribed from, with a token that names the address; the staff's cannot", async () => {
    const id = await here.world.intervention({ status: "On hold", customerId: rossi });
    await here.world.setStatus(id, "Closed");
    await settled(id);
    const raw = mailTo("rossi@example.it").raw.toString().replaceAll("\r\n ", " ");
    const token = /^List-Unsubscribe: <https:\/\/app\.example\/unsubscribe\/([^>]+)>/m.exec(raw)?.[1] ?? "";
    expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
    const address = await here.world.owner
      .selectFrom("addresses")
      .select("id")
      .where("value", "=", "rossi@example.it")
      .executeTakeFirstOrThrow();
    expect(verifyUnsubscription(token, office.linkKeys)).toEqual({ addressId: address.id, scope: "status_mail" });
    expect(mailTo("anna@example.it").raw.toString()).not.toMatch(/^List-Unsubscribe/m);
  });

  test("one recipient per message: nobody sees another's address", async () => {
    const id = await here.world.intervention({ status: "On hold", customerId: rossi, technicians: [tom] });
    const before = office.smtp.messages.length;
    await here.world.setStatus(id, "Closed");
    await settled(id);
    const mails = office.smtp.messages.slice(before);
    expect(mails).toHaveLength(3);
    for (const { envelope, raw } of mails) {
      expect(envelope.to).toHaveLength(1);
      const others = ["anna@example.it", "tom@example.it", "rossi@example.it"].filter((a) => a !== envelope.to[0]);
      for (const other of others) expect(raw.toString()).not.toContain(other);
    }
  });

  test("SMTP 4xx is tried again, with the same Message-ID; 5xx fails at once and keeps the answer", async () => {
    office.smtp.behave({ code: 451, text: "come back later", at: "message" }, "rossi@example.it");
    const id = await here.world.intervention({ status: "On hold", customerId: rossi });
    await here.world.setStatus(id, "Closed");
    await waitUntil(
      async () => (await mailRow(id)).attempts === 1,
      5_000,
      () => "no attempt",
    );
    await waitUntil(
      async () => (await mailRow(id)).leased_until === null,
      5_000,
      () => "not recorded",
    );
    const waiting = await mailRow(id);
    expect(waiting).toMatchObject({ state: "queued", last_error: expect.stringContaining("451") });
    expect(Number(waiting.next_attempt_at)).toBeGreaterThan(Date.now() + 1_000);
    office.smtp.behave(null, "rossi@example.it");
    await dueNow(id);
    await settled(id);
    expect(await mailRow(id)).toMatchObject({ state: "sent", attempts: 2 });

    office.smtp.behave({ code: 550, text: "no such user", at: "recipient" }, "rossi@example.it");
    const other = await here.world.intervention({ status: "On hold", customerId: rossi });
    await here.world.setStatus(other, "Closed");
    await settled(other);
    office.smtp.behave(null, "rossi@example.it");
    const failed = await mailRow(other);
    expect(failed).toMatchObject({ state: "failed", attempts: 1 });
    expect(`${failed.last_error} ${failed.provider_response}`).toContain("550");
  });

  test("a failed delivery can be resent: one new attempt, never two", async () => {
    office.smtp.behave({ code: 550, at: "recipient" }, "rossi@example.it");
    const id = await here.world.intervention({ status: "On hold", customerId: rossi });
    await here.world.setStatus(id, "Closed");
    await settled(id);
    office.smtp.behave({ code: 451, at: "recipient" }, "rossi@example.it");
    const row = await mailRow(id);
    await here.world.as(anna, (transaction) => sql`select private.resend_delivery(${row.id})`.execute(transaction));
    await settled(id);
    expect(await mailRow(id)).toMatchObject({ state: "failed", attempts: 2 });
    office.smtp.behave(null, "rossi@example.it");
    await here.world.as(anna, (transaction) => sql`select private.resend_delivery(${row.id})`.execute(transaction));
    await settled(id);
    expect(await mailRow(id)).toMatchObject({ state: "sent", attempts: 3 });
    const again = here.world.as(anna, (t) => sql`select private.resend_delivery(${row.id})`.execute(t));
    await expect(again).rejects.toMatchObject({ code: "CM400" });
  });

  test.for([404, 410])("push %i removes the subscription and marks the delivery device_gone", async (status) => {
    office.push.behave(phone.endpoint, { status });
    const id = await here.world.intervention({ status: "On hold" });
    await assign(here.world.owner, id, tom);
    await settled(id);
    expect(await pushRow(id)).toMatchObject({ state: "failed", last_error: "device_gone" });
    const device = await here.world.owner
      .selectFrom("push_subscriptions")
      .select(["removed_at", "last_error"])
      .where("endpoint", "=", phone.endpoint)
      .executeTakeFirstOrThrow();
    expect(device).toMatchObject({ removed_at: expect.any(Date), last_error: "device_gone" });
  });

  test.for([400, 401, 403])(
    "push %i fails at once and never removes the subscription: the fault is ours",
    async (status) => {
      office.push.behave(phone.endpoint, { status, body: "not like this" });
      const id = await here.world.intervention({ status: "On hold" });
      await assign(here.world.owner, id, tom);
      await settled(id);
      expect(await pushRow(id)).toMatchObject({ state: "failed", attempts: 1 });
      const device = await here.world.owner
        .selectFrom("push_subscriptions")
        .select("removed_at")
        .where("endpoint", "=", phone.endpoint)
        .executeTakeFirstOrThrow();
      expect(device.removed_at).toBeNull();
    },
  );

  test("push 429 waits as long as Retry-After asks for", async () => {
    office.push.behave(phone.endpoint, { status: 429, headers: { "retry-after": "120" } });
    const id = await here.world.intervention({ status: "On hold" });
    await assign(here.world.owner, id, tom);
    await waitUntil(
      async () => (await pushRow(id)).last_error !== null,
      5_000,
      () => "no answer recorded",
    );
    const row = await pushRow(id);
    expect(row.state).toBe("queued");
    expect(Number(row.next_attempt_at)).toBeGreaterThanOrEqual(Date.now() + 110_000);
  });

  test("a suppression between queueing and sending stops the mail", async () => {
    const late = await here.world.customer("Late");
    office.smtp.behave({ code: 451, at: "recipient" }, "late@example.it");
    const id = await here.world.intervention({ status: "On hold", customerId: late });
    await here.world.setStatus(id, "Closed");
    await waitUntil(
      async () => (await mailRow(id)).last_error !== null,
      5_000,
      () => "no attempt",
    );
    await sql`insert into suppressions (address_id, scope, source)
      select id, 'everything', 'complaint' from addresses where value = 'late@example.it'`.execute(here.world.owner);
    office.smtp.behave(null, "late@example.it");
    await dueNow(id);
    await settled(id);
    expect(await mailRow(id)).toMatchObject({ state: "skipped", skip_reason: "address_suppressed" });
    expect(office.smtp.mailsTo("late@example.it")).toEqual([]);
  });

  test("past its time a delivery expires, unsent", async () => {
    office.smtp.behave({ code: 451, at: "recipient" }, "rossi@example.it");
    const id = await here.world.intervention({ status: "On hold", customerId: rossi });
    await here.world.setStatus(id, "Closed");
    await waitUntil(
      async () => (await mailRow(id)).last_error !== null,
      5_000,
      () => "no attempt",
    );
    office.smtp.behave(null, "rossi@example.it");
    const before = office.smtp.mailsTo("rossi@example.it").length;
    await sql`update deliveries set expires_at = now() - interval '1 second' where intervention_id = ${id}`.execute(
      here.world.owner,
    );
    await dueNow(id);
    await settled(id);
    expect(await mailRow(id)).toMatchObject({ state: "expired" });
    expect(office.smtp.mailsTo("rossi@example.it")).toHaveLength(before);
  });

  test("a resent mail goes to the address that was corrected meanwhile", async () => {
    const typo = await here.world.customer("Typo", "tpyo@example.it");
    office.smtp.behave({ code: 550, at: "recipient" }, "tpyo@example.it");
    const id = await here.world.intervention({ status: "On hold", customerId: typo });
    await here.world.setStatus(id, "Closed");
    await settled(id);
    await here.world.owner.deleteFrom("contact_points").where("contact_id", "=", typo).execute();
    await here.world.defaultEmail(typo, "typo@example.it");
    const row = await mailRow(id);
    await here.world.as(anna, (transaction) => sql`select private.resend_delivery(${row.id})`.execute(transaction));
    await settled(id);
    expect(office.smtp.mailsTo("typo@example.it")).toHaveLength(1);
  });

  test("a batch of what cannot be delivered any more does not look like an empty queue", async () => {
    const id = await here.world.intervention({ status: "On hold", customerId: rossi });
    await worker.stop();
    await sql`insert into deliveries (kind, channel, contact_id, address_id, dedupe_key, queued_at, next_attempt_at, expires_at)
      select 'account.invited', 'email', ${rossi}, (select id from addresses where value = 'rossi@example.it'), 'old-' || n,
             now() - interval '2 days', now() - interval '2 days', now() - interval '1 day'
      from generate_series(1, 1200) n`.execute(here.world.owner);
    await here.world.setStatus(id, "Closed");
    const once = assembleWorker(office.settings(here.world));
    once.wake();
    await Promise.all(once.drains.map((drain) => drain.untilIdle()));
    await once.close();
    expect(await mailRow(id)).toMatchObject({ state: "sent" });
    worker = startWorker(office.settings(here.world));
  });

  test("a device that changed hands gets nothing of its former person", async () => {
    office.push.behave(phone.endpoint, { status: 503 });
    const id = await here.world.intervention({ status: "On hold" });
    await assign(here.world.owner, id, tom);
    await waitUntil(
      async () => (await pushRow(id)).last_error !== null,
      5_000,
      () => "no attempt",
    );
    await here.world.as(anna, (transaction) =>
      sql`select private.save_push_subscription(${phone.endpoint}, ${phone.p256dh}, ${phone.auth}, 'Anna now')`.execute(
        transaction,
      ),
    );
    office.push.behave(phone.endpoint, null);
    const before = office.push.deliveriesTo(phone.endpoint).length;
    await dueNow(id);
    await settled(id);
    expect(await pushRow(id)).toMatchObject({ state: "failed" });
    expect(office.push.deliveriesTo(phone.endpoint)).toHaveLength(before);
    await here.world.owner
      .updateTable("push_subscriptions")
      .set({ account_id: tom.accountId })
      .where("endpoint", "=", phone.endpoint)
      .execute();
  });

  test("an account that was deactivated meanwhile gets no push and no mail", async () => {
    const leo = await here.world.technician("Leo");
    office.smtp.behave({ code: 451, at: "recipient" }, "leo@example.it");
    const device = office.push.subscribe();
    await here.world.device(leo, device);
    office.push.behave(device.endpoint, { status: 503 });
    const id = await here.world.intervention({ status: "On hold" });
    await assign(here.world.owner, id, leo);
    await here.world.setStatus(id, "Closed");
    await waitUntil(
      async () => (await unsent(leo)).every((row) => row.last_error !== null),
      5_000,
      () => "no attempt",
    );
    await here.world.owner.updateTable("accounts").set({ is_active: false }).where("id", "=", leo.accountId).execute();
    office.push.behave(device.endpoint, null);
    await dueNow(id);
    await settled(id);
    office.smtp.behave(null, "leo@example.it");
    expect(office.smtp.mailsTo("leo@example.it")).toEqual([]);
    expect((await here.world.told(id)).filter((line) => line.startsWith("Leo"))).toEqual([
      "Leo · email · skipped account_inactive",
      "Leo · push · skipped account_inactive",
      "Leo · push · skipped account_inactive",
    ]);
  });

  test("what cannot be composed fails with its reason and holds up nobody", async () => {
    await sql`insert into deliveries (kind, channel, contact_id, address_id, dedupe_key, expires_at)
      select 'nonsense', 'email', ${rossi}, id, 'nonsense', now() + interval '1 day' from addresses
      where value = 'rossi@example.it'`.execute(here.world.owner);
    const id = await here.world.intervention({ status: "On hold", customerId: rossi });
    await here.world.setStatus(id, "Closed");
    await settled(id);
    expect(await mailRow(id)).toMatchObject({ state: "sent" });
    await waitUntil(
      async () => (await nonsense()).state !== "queued",
      5_000,
      () => "still queued",
    );
    expect(await nonsense()).toMatchObject({ state: "failed", last_error: expect.stringContaining("not_composed") });
  });

  test("an invitation is mailed with its link, and its token does not stay in the outbox", async () => {
    const nina = await here.world.contact({ name: "Nina", language: "it" });
    await here.world.as(anna, (transaction) =>
      sql`select private.invite(${nina}, (select id from access_profiles where key = 'Technician-Default'), 'nina@example.it')`.execute(
        transaction,
      ),
    );
    await office.smtp.waitFor((mails) => mails.some((mail) => mail.envelope.to.includes("nina@example.it")));
    const mail = await mailTo("nina@example.it").parsed();
    expect(mail.text).toMatch(/https:\/\/app\.example\/invitations\/[0-9a-f]{64}/);
    const row = () =>
      here.world.owner
        .selectFrom("deliveries")
        .select(["state", "payload"])
        .where("contact_id", "=", nina)
        .executeTakeFirstOrThrow();
    await waitUntil(
      async () => (await row()).state === "sent",
      5_000,
      () => "not recorded",
    );
    expect((await row()).payload).not.toHaveProperty("token");
  });

  async function settled(id: number) {
    await waitUntil(
      async () => {
        const open = await here.world.owner
          .selectFrom("deliveries")
          .select("id")
          .where("intervention_id", "=", id)
          .where("state", "=", "queued")
          .execute();
        return open.length === 0;
      },
      5_000,
      () => `deliveries of ${id} are still queued\n${office.log.join("\n")}`,
    );
  }

  async function dueNow(id: number) {
    await sql`update deliveries set next_attempt_at = now() where intervention_id = ${id}`.execute(here.world.owner);
  }

  function mailTo(address: string) {
    const mail = office.smtp.mailsTo(address).at(-1);
    if (!mail) throw new Error(`no mail to ${address}`);
    return mail;
  }

  function lastPush() {
    const push = office.push.deliveriesTo(phone.endpoint).at(-1);
    if (!push) throw new Error("no push came");
    return push;
  }

  async function numberOf(id: number) {
    const row = await here.world.owner
      .selectFrom("interventions")
      .select("number")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    return row.number;
  }

  const columns = [
    "id",
    "state",
    "attempts",
    "last_error",
    "provider_response",
    "next_attempt_at",
    "leased_until",
    "skip_reason",
  ] as const;

  function mailRow(id: number) {
    return here.world.owner
      .selectFrom("deliveries")
      .select(columns)
      .where("intervention_id", "=", id)
      .where("channel", "=", "email")
      .where("audiences", "=", sql<string[]>`'{customer}'`)
      .executeTakeFirstOrThrow();
  }

  function pushRow(id: number) {
    return here.world.owner
      .selectFrom("deliveries")
      .select(columns)
      .where("intervention_id", "=", id)
      .where("channel", "=", "push")
      .executeTakeFirstOrThrow();
  }

  function unsent(person: Person) {
    return here.world.owner
      .selectFrom("deliveries")
      .select("last_error")
      .where("contact_id", "=", person.contactId)
      .where("state", "=", "queued")
      .execute();
  }

  function nonsense() {
    return here.world.owner
      .selectFrom("deliveries")
      .select(["state", "last_error"])
      .where("dedupe_key", "=", "nonsense")
      .executeTakeFirstOrThrow();
  }
});
