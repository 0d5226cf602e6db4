import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { beginImport, checkImport, importById, runImport } from "#lib/db/imports.ts";
import { startWorker } from "#lib/worker/worker.ts";
import { openPostOffice, type PostOffice } from "../support/post-office.ts";
import { waitUntil } from "../support/wait-until.ts";
import { type Person, useWorld } from "../support/world.ts";

const JOBS = 400;

describe("when a worker or the mail server dies", () => {
  const here = useWorld();
  let office: PostOffice;
  let tom: Person;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    office = await openPostOffice();
    tom = await here.world.technician("Tom");
    await here.world.device(tom, office.push.subscribe(office.vapid.publicKey));
    await here.world.status("On hold");
    await sql`
      with people as (
        insert into contacts (name, is_customer) select 'Customer ' || n, true from generate_series(1, ${JOBS}) n returning id
      )
      insert into contact_points (contact_id, channel, address_id, typed, is_default)
      select id, 'email', private.ensure_address('email', 'c' || id || '@example.it'), 'c' || id || '@example.it', true from people
    `.execute(here.world.owner);
    await here.world.owner.transaction().execute(async (transaction) => {
      await sql`select private.begin_change('sql', 'nobody')`.execute(transaction);
      await sql`
        insert into interventions (title, customer_id, status_id)
        select 'Job for ' || name, id, ${await here.world.status("On hold")} from contacts where is_customer`.execute(
        transaction,
      );
      await sql`
        insert into intervention_technicians (intervention_id, contact_id) select id, ${tom.contactId} from interventions`.execute(
        transaction,
      );
    });
  });

  afterAll(async () => {
    for (const child of children) child.kill("SIGKILL");
    await office.close();
  });

  test("killed with -9 in mid-delivery, everything arrives within the lease, and twice only what was in flight", async () => {
    const first = startChild({ WORKER_LEASE_SECONDS: "2" });
    await closeAll();
    await office.smtp.waitFor((mails) => mails.length >= 30, 60_000);
    first.kill("SIGKILL");
    await once(first, "exit");
    const unrecorded = await open();
    expect(unrecorded.length).toBeGreaterThan(0);

    const second = startChild({ WORKER_LEASE_SECONDS: "2" });
    await waitUntil(
      async () => (await open()).length === 0,
      20_000,
      () => "some deliveries are still open",
    );
    second.kill("SIGTERM");
    await once(second, "exit");

    const states = await here.world.owner
      .selectFrom("deliveries")
      .select(["channel", "state", (eb) => eb.fn.countAll<number>().as("count")])
      .groupBy(["channel", "state"])
      .orderBy("channel")
      .execute();
    expect(states).toEqual([
      { channel: "email", state: "sent", count: JOBS * 2 },
      { channel: "push", state: "sent", count: JOBS },
    ]);
    const arrivals = office.smtp.messages.map(
      ({ raw }) => /^Message-ID: <delivery-(\d+)\./im.exec(raw.toString())?.[1],
    );
    expect(new Set(arrivals).size).toBe(JOBS * 2);
    const twice = arrivals.filter((id, index) => arrivals.indexOf(id) !== index).map(Number);
    expect(twice.filter((id) => !unrecorded.includes(id))).toEqual([]);
  }, 120_000);

  test("a worker that was suspended for longer than its lease sends nothing of what another has taken over", async () => {
    const before = office.smtp.messages.length;
    const suspended = startChild({ WORKER_LEASE_SECONDS: "2" });
    await sql`update interventions set status_id = ${await here.world.status("Open")}`.execute(here.world.owner);
    await office.smtp.waitFor((mails) => mails.length >= before + 30, 60_000);
    suspended.kill("SIGSTOP");
    const other = startChild({ WORKER_LEASE_SECONDS: "2" });
    await waitUntil(
      async () => (await open()).length === 0,
      30_000,
      () => "some deliveries are still open",
    );
    suspended.kill("SIGCONT");
    for (const child of [suspended, other]) {
      child.kill("SIGTERM");
      await once(child, "exit");
    }
    const arrived = office.smtp.messages
      .slice(before)
      .map(({ raw }) => /^Message-ID: (\S+)/im.exec(raw.toString())?.[1]);
    expect(new Set(arrived).size).toBe(JOBS * 2);
    // What its twenty connections had in their hands, and what waited for them, at the most; it had claimed 500.
    expect(arrived.length - JOBS * 2).toBeLessThanOrEqual(40);
    await closeAll();
    await sql`update deliveries set state = 'expired' where state = 'queued'`.execute(here.world.owner);
  }, 120_000);

  test("an outage of the mail server loses nothing and is over by itself", async () => {
    const { port } = office.smtp;
    await office.smtp.close();
    const worker = startWorker(office.settings(here.world));
    try {
      const since = await here.world.now();
      await sql`update interventions set status_id = ${await here.world.status("Open")} where id <= 10`.execute(
        here.world.owner,
      );
      const mails = () =>
        here.world.owner
          .selectFrom("deliveries")
          .select(["state", "attempts", "last_error"])
          .where("id", ">", since)
          .where("channel", "=", "email")
          .execute();
      await waitUntil(
        async () => (await mails()).every((mail) => mail.last_error !== null),
        10_000,
        () => "no attempt",
      );
      expect((await mails()).every((mail) => mail.state === "queued")).toBe(true);
      const { startSmtpServer } = await import("../support/smtp-server.ts");
      office.smtp = await startSmtpServer({ port });
      await sql`update deliveries set next_attempt_at = now() where state = 'queued'`.execute(here.world.owner);
      await waitUntil(
        async () => (await mails()).every((mail) => mail.state === "sent"),
        10_000,
        () => "not sent",
      );
      expect(office.smtp.messages).toHaveLength((await mails()).length);
    } finally {
      await worker.stop();
    }
  }, 120_000);

  test("two workers side by side send everything once", async () => {
    const before = office.smtp.messages.length;
    const workers = [startWorker(office.settings(here.world)), startWorker(office.settings(here.world))];
    try {
      await sql`update interventions set status_id = ${await here.world.status("Open")} where id between 101 and 200`.execute(
        here.world.owner,
      );
      await waitUntil(
        async () => (await open()).length === 0,
        20_000,
        () => "some deliveries are still open",
      );
      expect(office.smtp.messages.length - before).toBe(200);
    } finally {
      await Promise.all(workers.map((worker) => worker.stop()));
    }
  }, 120_000);

  test("a worker that lost its database connections finds them again", async () => {
    const worker = startWorker(office.settings(here.world));
    try {
      const listening = sql<{ pid: number }>`
        select pid from pg_stat_activity
        where application_name = 'campanella listen' and datname = current_database() and state = 'idle'`;
      await waitUntil(
        async () => (await listening.execute(here.world.owner)).rows.length === 1,
        5_000,
        () => "the worker does not listen",
      );
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app_worker' and datname = current_database()`.execute(
        here.world.owner,
      );
      await sql`update interventions set status_id = ${await here.world.status("Open")} where id = 250`.execute(
        here.world.owner,
      );
      await waitUntil(
        async () => (await open()).length === 0,
        20_000,
        () => "some deliveries are still open",
      );
      expect(office.log.join("\n")).toContain("listen.lost");
    } finally {
      await worker.stop();
    }
  }, 120_000);

  test("killed with -9 in mid-import, another worker goes on after the last part, and nobody is imported twice", async () => {
    const anna = await here.world.admin("Anna");
    const lines = Array.from({ length: 6_000 }, (_, n) => `Import ${n},import.${n}@example.it`).join("\n");
    const file = Buffer.from(`name,email\n${lines}\n`);
    const id = await here.world.as(anna, (t) => beginImport(t, "list.csv", file, true));
    const job = async () => (await here.world.as(anna, (t) => importById(t, id))) ?? expect.fail("it is gone");
    const reaches = (state: string) =>
      waitUntil(
        async () => (await job()).state === state,
        30_000,
        () => `it does not become ${state}`,
      );
    const first = startChild({ WORKER_LEASE_SECONDS: "2" });
    await reaches("open");
    await here.world.as(anna, (t) => checkImport(t, id, false));
    await reaches("checked");
    await here.world.as(anna, (t) => runImport(t, id));
    await waitUntil(
      async () => (await job()).position > 0,
      30_000,
      () => "it does not begin",
    );
    first.kill("SIGKILL");
    await once(first, "exit");
    const { position, state } = await job();
    expect([position > 0 && position < 6_000, state]).toEqual([true, "running"]);

    const second = startChild({ WORKER_LEASE_SECONDS: "2" });
    await reaches("done");
    second.kill("SIGTERM");
    await once(second, "exit");
    expect((await job()).summary).toMatchObject({ new: 6_000, faults: 0 });
    const { rows } = await sql<{ contacts: number; addresses: number; told: number }>`
      select (select count(*)::int from contacts where name like 'Import %') as contacts,
             (select count(*)::int from contact_points p join addresses a on a.id = p.address_id where a.value like 'import.%') as addresses,
             (select count(*)::int from notifications where kind = 'import.finished') as told`.execute(
      here.world.owner,
    );
    expect(rows).toEqual([{ contacts: 6_000, addresses: 6_000, told: 1 }]);
  }, 120_000);

  function startChild(more: Record<string, string>): ChildProcess {
    const child = spawn(process.execPath, [join(import.meta.dirname, "../../lib/worker/index.ts")], {
      env: { ...process.env, ...office.environment(here.world), ...more },
      stdio: ["ignore", "ignore", "inherit"],
    });
    children.push(child);
    return child;
  }

  /** Closes all jobs in one transaction: a mail to each customer, a mail and a push for each to Tom. */
  async function closeAll() {
    await sql`update interventions set status_id = ${await here.world.status("Closed")}`.execute(here.world.owner);
  }

  async function open(): Promise<number[]> {
    const rows = await here.world.owner.selectFrom("deliveries").select("id").where("state", "=", "queued").execute();
    return rows.map((row) => row.id);
  }
});
