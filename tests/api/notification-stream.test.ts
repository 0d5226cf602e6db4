import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { waitUntil } from "#tests/support/wait-until.ts";
import type { Client } from "./client.ts";
import { EventStream } from "./event-stream.ts";
import { withService } from "./service.ts";

const here = withService();

describe("GET /api/notifications/stream", () => {
  let admin: Client;
  let technician: Client;
  let contactId: number;
  const open: EventStream[] = [];

  beforeAll(async () => {
    admin = await here.service.admin();
    technician = await here.service.technician(0);
    contactId = await here.service.contactIdOf(technician);
  });

  afterEach(() => {
    for (const stream of open.splice(0)) stream.close();
  });

  test("NT-12 NT-13 a new assignment rings at once, with the words of the push and the way to the job", async () => {
    const stream = await listen(technician);
    expect([stream.status, stream.contentType]).toEqual([200, "text/event-stream; charset=utf-8"]);
    const number = await assignment("Rubinetto gocciola");
    await stream.waitFor(() => stream.notifications.length === 1);
    expect(stream.notifications[0]?.data).toMatchObject({
      kind: "intervention.assigned",
      intervention_number: number,
      path: `/interventions/${number}`,
      title: expect.stringContaining("Rubinetto gocciola"),
      read_at: null,
      unread_count: expect.any(Number),
    });
    const list = await technician.get("/api/notifications");
    const { unread_count, ...row } = stream.notifications[0]?.data ?? {};
    expect(list.body.items[0]).toEqual(row);
    expect(list.body.unread_count).toBe(unread_count);
  });

  test("another technician's bell stays silent", async () => {
    const other = await listen(await here.service.technician(1));
    const mine = await listen(technician);
    await assignment("Solo per uno");
    await mine.waitFor(() => mine.notifications.length === 1);
    await wait(600); // the poll behind the NOTIFY has come by, too
    expect(other.notifications).toEqual([]);
  });

  test("after reconnecting nothing is missing and nothing doubled", async () => {
    const first = await listen(technician);
    const numbers = [await assignment("Uno")];
    await first.waitFor(() => first.notifications.length === 1);
    first.close();
    numbers.push(await assignment("Due"), await assignment("Tre"));
    const second = await listen(technician, first.lastEventId);
    await second.waitFor(() => second.notifications.length >= 2);
    numbers.push(await assignment("Quattro"));
    await second.waitFor(() => second.notifications.length >= 3);
    await wait(600);
    const heard = [...first.notifications, ...second.notifications].map(({ data }) => data.intervention_number);
    expect(heard).toEqual(numbers);
  });

  test("a row that commits after one with a higher number is not lost, not even over a reconnect", async () => {
    const stream = await listen(technician);
    const [slow, fast] = [await unassigned("Lenta"), await unassigned("Veloce")];
    let reconnected: EventStream | undefined;
    await here.service.owner.transaction().execute(async (transaction) => {
      await assign(transaction, slow);
      // Takes the slow one's bell row before the fast one's.
      await sql`set constraints all immediate`.execute(transaction);
      await assign(here.service.owner, fast);
      await stream.waitFor(() => stream.notifications.length === 1);
      stream.close();
      reconnected = await listen(technician, stream.lastEventId);
    });
    await reconnected?.waitFor(() => (reconnected?.notifications.length ?? 0) > 0);
    await wait(600);
    const rows = [...stream.notifications, ...(reconnected?.notifications ?? [])].map(({ data }) => data);
    expect(rows.map((row) => row.title)).toEqual([expect.stringContaining("Veloce"), expect.stringContaining("Lenta")]);
    expect(rows[1].id).toBeLessThan(rows[0].id);
  });

  test("reading on one device is told to the others, with what was read and what is left", async () => {
    const [phone, tablet] = [await listen(technician), await listen(technician)];
    await assignment("Da leggere");
    await phone.waitFor(() => phone.notifications.length === 1);
    const { id, unread_count } = phone.notifications[0]?.data ?? {};
    await technician.put(`/api/notifications/${id}/reading`);
    await tablet.waitFor((events) => events.some(({ name, data }) => name === "reading" && data.ids?.includes(id)));
    expect(tablet.events.at(-1)?.data).toEqual({ ids: [id], unread_count: unread_count - 1 });
  });

  test("of a bulk change the newest hundred ring, and the list is to be read again", async () => {
    const stream = await listen(technician);
    const { rows } = await sql<{ id: number }>`
      with made as (insert into interventions (title) select 'Tanti ' || n from generate_series(1, 130) n returning id)
      select id from made`.execute(here.service.owner);
    await sql`
      insert into intervention_technicians (intervention_id, contact_id)
      select id, ${contactId} from unnest(${rows.map(({ id }) => id)}::bigint[]) id`.execute(here.service.owner);
    await stream.waitFor((events) => events.some(({ name, data }) => name === "reading" && data.ids === null));
    expect(stream.notifications).toHaveLength(100);
    expect(stream.events.at(-1)?.data).toEqual({ ids: null, unread_count: 100 });
  });

  test("a stream ends with the session that opened it, and survives the loss of the database's connection", async () => {
    const leaving = await here.service.technician(2);
    const [ending, staying] = [await listen(leaving), await listen(technician)];
    await leaving.delete("/api/session");
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'campanella listen' and usename = 'app_web'`.execute(here.service.owner);
    await waitUntil(
      () => ending.isEnded,
      10_000,
      () => "the stream goes on",
    );
    const number = await assignment("Dopo la caduta");
    await staying.waitFor(() => staying.notifications.some(({ data }) => data.intervention_number === number));
    expect(staying.isEnded).toBe(false);
  });

  test("strangers hear nothing, and a made-up place is no place", async () => {
    const stranger = await EventStream.open(here.service.stranger());
    expect(stranger.status).toBe(401);
    for (const lastEventId of ["42", "1:2:/3:4:/x", "9:1:5,2/9:1:/1", "'; drop table contacts; --"]) {
      const stream = await listen(technician, lastEventId);
      expect(stream.status).toBe(200);
      await stream.waitFor((events) => events.length === 1);
      expect(stream.events[0]?.name).toBe("reading");
      stream.close();
    }
  });

  async function listen(client: Client, lastEventId?: string): Promise<EventStream> {
    const stream = await EventStream.open(client, lastEventId);
    open.push(stream);
    await stream.waitFor((events) => events.some(({ name }) => name === "reading"));
    return stream;
  }

  async function assignment(title: string): Promise<number> {
    const { body } = await admin.post("/api/interventions", { title, technician_ids: [contactId] });
    return body.number;
  }

  async function unassigned(title: string): Promise<number> {
    const { body } = await admin.post("/api/interventions", { title });
    return body.id;
  }

  async function assign(database: typeof here.service.owner, intervention: number): Promise<void> {
    await database
      .insertInto("intervention_technicians")
      .values({ intervention_id: intervention, contact_id: contactId })
      .execute();
  }
});

describe("POST /api/jobs/run", () => {
  test("drains for those who know the secret, through the worker's own code", async () => {
    const caller = here.service.stranger();
    caller.bearer = here.service.running.job_secret;
    const answer = await caller.post("/api/jobs/run");
    expect([answer.status, answer.body]).toEqual([
      200,
      { sent: expect.any(Number), failed: expect.any(Number), waiting: expect.any(Number) },
    ]);
  });

  test("and for nobody else", async () => {
    const admin = await here.service.admin();
    admin.bearer = "x".repeat(40);
    expect((await admin.post("/api/jobs/run")).status).toBe(401);
    expect((await here.service.stranger().post("/api/jobs/run")).status).toBe(401);
  });
});
