import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { Client } from "./client.ts";
import { withService } from "./service.ts";

const here = withService();
let admin: Client;
let marco: Client;
let sara: Client;
let marcoId: number;

beforeAll(async () => {
  [admin, marco, sara] = await Promise.all([
    here.service.admin(),
    here.service.technician(0),
    here.service.technician(1),
  ]);
  marcoId = await here.service.contactIdOf(marco);
});

type Job = { number: number };

async function job(technicians: number[] = [marcoId]): Promise<Job> {
  const answer = await admin.post("/api/interventions", { title: "Caldaia in blocco", technician_ids: technicians });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

const at = ({ number }: Job, rest = "") => `/api/interventions/${number}${rest}`;
const kinds = async (of: Job) =>
  (await admin.get(at(of, "/events"))).body.items.map((fact: { kind: string }) => fact.kind);
const entries = async (of: Job, as = marco) => (await as.get(at(of, "/entries"))).body;

describe("notes and work lines", () => {
  test("are there once however often they are sent, under the id that the phone made", async () => {
    const made = await job();
    const id = randomUUID();
    for (let time = 0; time < 3; time++)
      expect((await marco.put(at(made, `/notes/${id}`), { text: "  Chiave dal portiere " })).status).toBe(200);
    const { notes } = await entries(made);
    expect(notes).toMatchObject([{ id, text: "Chiave dal portiere", author: { name: "Marco Bellini" } }]);
    expect((await kinds(made)).filter((kind: string) => kind === "intervention.note_added")).toHaveLength(1);
  });

  test("keep what was done, its time and what was used", async () => {
    const made = await job();
    const line = { description: "Pompa cambiata", minutes: 75, material: "Guarnizione", quantity: 1.5, unit: "m" };
    const started_at = "2026-11-27T07:00:00.000Z";
    const kept = await marco.put(at(made, `/work-lines/${randomUUID()}`), { ...line, started_at });
    expect(kept.body).toMatchObject({ ...line, started_at });
    expect((await entries(made, admin)).work_lines).toMatchObject([{ ...line, started_at }]);
  });

  test("are mended and removed by who wrote them; the history knows what stood there", async () => {
    const made = await job();
    const [note, line] = [`/notes/${randomUUID()}`, `/work-lines/${randomUUID()}`];
    await marco.put(at(made, note), { text: "Prima" });
    await marco.put(at(made, note), { text: "Dopo" });
    await marco.put(at(made, line), { minutes: 30 });
    expect((await marco.delete(at(made, note))).status).toBe(204);
    expect((await marco.delete(at(made, line))).status).toBe(204);
    expect((await marco.delete(at(made, line))).status).toBe(404);
    expect(await entries(made)).toEqual({ notes: [], work_lines: [], attachments: [] });
    const { items } = (await marco.get(at(made, "/events"))).body;
    expect(items.find(({ kind }: { kind: string }) => kind === "intervention.note_changed")).toMatchObject({
      from: { text: "Prima" },
      to: { text: "Dopo" },
    });
    expect(items.find(({ kind }: { kind: string }) => kind === "intervention.note_removed")).toMatchObject({
      from: { text: "Dopo" },
      to: null,
    });
  });

  test("tell nobody", async () => {
    const made = await job();
    const before = (await admin.get(at(made, "/deliveries"))).body.items.length;
    await marco.put(at(made, `/notes/${randomUUID()}`), { text: "Solo per noi" });
    await marco.put(at(made, `/work-lines/${randomUUID()}`), { minutes: 10 });
    expect((await admin.get(at(made, "/deliveries"))).body.items).toHaveLength(before);
  });

  test("are none of a stranger's: not to be read, written, mended or removed", async () => {
    const made = await job();
    const id = randomUUID();
    await marco.put(at(made, `/notes/${id}`), { text: "Di Marco" });
    expect((await sara.get(at(made, "/entries"))).status).toBe(404);
    expect((await sara.put(at(made, `/notes/${randomUUID()}`), { text: "Di Sara" })).status).toBe(404);
    expect((await sara.delete(at(made, `/notes/${id}`))).status).toBe(404);
    const saras = await job([await here.service.contactIdOf(sara)]);
    const stolen = await sara.put(at(saras, `/notes/${id}`), { text: "Rubata" });
    expect([stolen.status, stolen.body.code], "the id of Marco's note").toEqual([409, "already_exists"]);
    expect((await entries(made)).notes).toMatchObject([{ text: "Di Marco" }]);
    expect((await entries(saras, sara)).notes).toEqual([]);
  });

  test("a colleague on the same job reads them, and mends none", async () => {
    const made = await job([marcoId, await here.service.contactIdOf(sara)]);
    const id = randomUUID();
    await marco.put(at(made, `/notes/${id}`), { text: "Di Marco" });
    expect((await entries(made, sara)).notes).toMatchObject([{ text: "Di Marco", author: { name: "Marco Bellini" } }]);
    expect((await sara.put(at(made, `/notes/${id}`), { text: "Di Sara" })).status).toBe(403);
    expect((await sara.delete(at(made, `/notes/${id}`))).status).toBe(404);
    expect((await admin.delete(at(made, `/notes/${id}`))).status, "an administrator may").toBe(204);
  });

  test.for([
    ["notes", {}, "text"],
    ["notes", { text: " \n " }, "text"],
    ["notes", { text: "x".repeat(20_001) }, "text"],
    ["work-lines", {}, "description"],
    ["work-lines", { description: "  " }, "description"],
    ["work-lines", { minutes: 0 }, "minutes"],
    ["work-lines", { minutes: 10_081 }, "minutes"],
    ["work-lines", { minutes: 5, quantity: 2 }, "material"],
    ["work-lines", { material: "Tubo", quantity: 0 }, "quantity"],
    ["work-lines", { material: "Tubo", quantity: 1.00001 }, "quantity"],
    ["work-lines", { material: "Tubo", quantity: 1e9 }, "quantity"],
    ["work-lines", { minutes: 5, started_at: "ieri" }, "started_at"],
  ] as const)("%s of %j are refused at %s, and change nothing", async ([noun, body, field]) => {
    const made = await job();
    const answer = await marco.put(at(made, `/${noun}/${randomUUID()}`), body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map(({ path }: { path: string }) => path)).toContain(field);
    expect(await entries(made)).toEqual({ notes: [], work_lines: [], attachments: [] });
  });

  test("an id that is none does not exist", async () => {
    expect((await marco.put(at(await job(), "/notes/1"), { text: "x" })).status).toBe(404);
  });
});

describe("PUT /api/interventions/:number/response", () => {
  const responses = async (of: Job) => (await admin.get(at(of))).body.responses;
  const told = async (of: Job) => (await admin.get(at(of, "/deliveries?limit=200"))).body.items;

  test("accepting is a fact, once, and tells nobody", async () => {
    const made = await job();
    const before = (await told(made)).length;
    const { body } = await marco.put(at(made, "/response"), { response: "accepted" });
    expect(body.responses).toEqual([{ technician_id: marcoId, response: "accepted", reason: "" }]);
    const again = await marco.put(at(made, "/response"), { response: "accepted" });
    expect(again.body.version).toBe(body.version);
    expect((await kinds(made)).filter((kind: string) => kind === "intervention.assignment_accepted")).toHaveLength(1);
    expect(await told(made)).toHaveLength(before);
  });

  test("declining says why, and tells every administrator by push and bell, and nobody else", async () => {
    const made = await job();
    const before = new Set((await told(made)).map(({ id }: { id: number }) => id));
    expect((await marco.put(at(made, "/response"), { response: "declined" })).body.errors).toMatchObject([
      { path: "reason", code: "why_required" },
    ]);
    await marco.put(at(made, "/response"), { response: "declined", reason: "Sono in ferie" });
    expect(await responses(made)).toEqual([{ technician_id: marcoId, response: "declined", reason: "Sono in ferie" }]);
    const news = (await told(made)).filter(({ id }: { id: number }) => !before.has(id));
    expect(new Set(news.map((one: { channel: string }) => one.channel))).toEqual(new Set(["push"]));
    expect(new Set(news.flatMap((one: { audiences: string[] }) => one.audiences))).toEqual(new Set(["admin"]));
    const [row] = (await admin.get("/api/notifications")).body.items;
    expect(row).toMatchObject({ kind: "intervention.assignment_declined", intervention_number: made.number });
    expect(row.body).toContain("Sono in ferie");
    expect(
      (await sara.get("/api/notifications")).body.items.map(
        (one: { intervention_number: number }) => one.intervention_number,
      ),
    ).not.toContain(made.number);
  });

  test("who has declined may still accept; who is taken off and assigned again is asked again", async () => {
    const made = await job();
    await marco.put(at(made, "/response"), { response: "declined", reason: "Troppo lontano" });
    await marco.put(at(made, "/response"), { response: "accepted" });
    expect(await responses(made)).toMatchObject([{ response: "accepted", reason: "" }]);
    await admin.put(at(made, "/technicians"), { contact_ids: [] });
    expect((await marco.put(at(made, "/response"), { response: "accepted" })).status, "not theirs any more").toBe(404);
    await admin.put(at(made, "/technicians"), { contact_ids: [marcoId] });
    expect(await responses(made)).toEqual([]);
  });

  test("is one's own to give: an administrator who is not assigned has none, and what one takes oneself needs none", async () => {
    expect((await admin.put(at(await job(), "/response"), { response: "accepted" })).status).toBe(404);
    const own = await marco.post("/api/interventions", { title: "Preso al volo" });
    expect(own.body.responses).toMatchObject([{ technician_id: marcoId, response: "accepted" }]);
  });

  test("is not declined any more once the work is over, and nobody is told", async () => {
    const made = await job();
    await admin.put(at(made, "/status"), { status_id: await here.service.status("Closed") });
    const before = (await told(made)).length;
    const answer = await marco.put(at(made, "/response"), { response: "declined", reason: "Tardi" });
    expect(answer.body.errors).toMatchObject([{ code: "work_is_over" }]);
    expect(await told(made)).toHaveLength(before);
  });

  test("a response moves the version, and no status choice conflicts for it", async () => {
    const made = await job();
    const { version } = (await marco.get(at(made))).body;
    await marco.put(at(made, "/response"), { response: "accepted" });
    const [, next] = (await marco.get("/api/statuses")).body.items;
    expect((await marco.put(at(made, "/status"), { status_id: next.id, version })).status).toBe(200);
  });
});

describe("Occurred-At", () => {
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
  const last = async (of: Job) => (await admin.get(at(of, "/events"))).body.items[0];

  test("says when a phone without a network did it; when it arrived is kept beside", async () => {
    const made = await job();
    const then = hoursAgo(3);
    await marco.put(at(made, `/notes/${randomUUID()}`), { text: "Fatto" }, { headers: { "occurred-at": then } });
    const fact = await last(made);
    expect(fact.at).toBe(then);
    expect(Date.parse(fact.recorded_at)).toBeGreaterThan(Date.parse(then) + 3_500_000);
    expect((await entries(made)).notes).toMatchObject([{ created_at: then }]);
  });

  test("is never in the future, and never longer ago than phones keep things", async () => {
    const made = await job();
    await marco.put(
      at(made, `/notes/${randomUUID()}`),
      { text: "Domani" },
      { headers: { "occurred-at": hoursAgo(-5) } },
    );
    const fact = await last(made);
    expect(fact.at).toBe(fact.recorded_at);
    await marco.put(
      at(made, `/notes/${randomUUID()}`),
      { text: "Antico" },
      { headers: { "occurred-at": hoursAgo(24 * 400) } },
    );
    expect(Date.now() - Date.parse((await last(made)).at)).toBeLessThan(61 * 24 * 3_600_000);
  });

  test("what is no time is refused", async () => {
    const answer = await marco.put(
      at(await job(), `/notes/${randomUUID()}`),
      { text: "x" },
      { headers: { "occurred-at": "ieri" } },
    );
    expect([answer.status, answer.body.detail !== undefined]).toEqual([400, true]);
  });
});

describe("a status conflicts only if somebody else moved it", () => {
  test("not with what the same person did before; with what they did later, elsewhere, it does", async () => {
    const made = await job();
    const { version } = (await marco.get(at(made))).body;
    const [, second, third, fourth] = (await marco.get("/api/statuses")).body.items;
    const choose = (status: { id: number }, hours: number, as = marco) =>
      as.put(
        at(made, "/status"),
        { status_id: status.id, version },
        {
          headers: { "occurred-at": new Date(Date.now() - hours * 3_600_000).toISOString() },
        },
      );
    expect((await choose(second, 3)).status).toBe(200);
    expect((await choose(third, 2)).status, "one's own step in between").toBe(200);
    expect((await choose(fourth, 2.5)).status, "chosen before the last one, elsewhere").toBe(409);
    await admin.put(at(made, "/status"), { status_id: second.id });
    const answer = await choose(fourth, 0);
    expect(answer.status, "an administrator's").toBe(409);
    expect(answer.body.current.status.id).toBe(second.id);
  });
});

describe("an outcome that comes with a status", () => {
  test("is kept also when the status is there already, and never written over somebody else's", async () => {
    const made = await job();
    const { version } = (await marco.get(at(made))).body;
    const closed = await here.service.status("Closed");
    await admin.put(at(made, "/status"), { status_id: closed });
    const body = { status_id: closed, version, answer: "Pompa cambiata" };
    expect((await marco.put(at(made, "/status"), body)).body).toMatchObject({ answer: "Pompa cambiata" });
    const other = await marco.put(at(made, "/status"), { ...body, answer: "Un'altra cosa" });
    expect([other.status, other.body.current.answer]).toEqual([409, "Pompa cambiata"]);
    expect((await marco.put(at(made, "/status"), body)).status, "the same again").toBe(200);
  });
});
