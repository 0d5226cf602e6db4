import { describe, expect, test } from "vitest";
import { type EntryHere, type JobHere, withWaiting } from "#lib/browser/outbox/overlay.ts";
import { nextOf } from "#lib/browser/outbox/send.ts";
import type { Doing, WaitingChange } from "#lib/browser/outbox/waiting-change.ts";
import type { Entries } from "#lib/domain/interventions/entries.ts";
import type { Fact } from "#lib/domain/interventions/fact.ts";
import type { Page } from "#lib/domain/page.ts";
import type { Problem } from "#lib/domain/problem.ts";
import { job } from "../components/job.ts";

const person = { id: "01a21bbd-d597-739b-8562-e6a29bf04ab5", name: "Marco Bellini", contact_id: 3 };
const closed = { id: 2, name: "Closed", kind: "done", color: "#3c7a57" } as const;
const refused = { code: "version_conflict", status: 409, title: "", type: "", request_id: "" } as Problem;
const emptyEntries: Entries = { notes: [], work_lines: [], attachments: [] };

let lastId = 0;
function change(number: number, doing: Doing, given: Partial<WaitingChange> = {}): WaitingChange {
  lastId += 1;
  const madeAt = new Date(lastId * 1000).toISOString();
  const sending = { method: "PUT", path: `/api/interventions/${number}/${doing.kind}/${lastId}` } as const;
  return {
    id: lastId,
    account: person.id,
    number,
    doing,
    key: String(lastId),
    madeAt,
    problem: null,
    ...sending,
    ...given,
  };
}

const status = (number: number, given?: Partial<WaitingChange>) =>
  change(number, { kind: "status", status: closed }, given);
const note = (number: number, text: string, id = text) => change(number, { kind: "note", note: { id, text } });
const path = (number: number, rest = "") => `/api/interventions/${number}${rest}`;

describe("what is sent next", () => {
  test("is the oldest", () => {
    const [first, second] = [note(1, "a"), note(1, "b")];
    expect(nextOf([first, second])).toBe(first);
  });

  test("is nothing that was refused; only what builds on that waits with it", () => {
    const [mine, later, elsewhere, text] = [status(1, { problem: refused }), status(1), status(2), note(1, "goes on")];
    expect(nextOf([mine, later, text, elsewhere])).toBe(text);
    expect(nextOf([mine, later, elsewhere])).toBe(elsewhere);
    expect(nextOf([mine, later])).toBeUndefined();
  });

  test("is nothing of an intervention that has no number yet, but its creation", () => {
    const made = change(-1, { kind: "creation", job: job({ number: 1 }) });
    expect(nextOf([made, note(-1, "a")])).toBe(made);
    expect(nextOf([{ ...made, problem: refused }, note(-1, "a")])).toBeUndefined();
  });

  test("is nothing of an intervention over which the server has stumbled; the others go on", () => {
    const [stumbled, behind, other] = [note(1, "a"), note(1, "b"), note(2, "c")];
    expect(nextOf([stumbled, behind, other], new Set([1]))).toBe(other);
  });
});

describe("what waits, laid over what the server said", () => {
  const shown = <Body>(at: string, body: unknown, changes: WaitingChange[]) =>
    withWaiting(at, body, changes, person) as Body;

  test("leaves alone what it does not concern, down to the object", () => {
    const body = job({ number: 7 });
    expect(withWaiting(path(7), body, [status(8)], person)).toBe(body);
    expect(withWaiting("/api/contacts/7", body, [status(7)], person)).toBe(body);
    expect(withWaiting(path(7), body, [], person)).toBe(body);
  });

  test("is the last word of each field, counted and marked", () => {
    const answered = change(7, { kind: "outcome", answer: "Fatto", seen: "" });
    const now = shown<JobHere>(path(7), job({ number: 7 }), [status(7), answered, note(7, "n")]);
    expect(now).toMatchObject({ status: closed, answer: "Fatto", waiting: 3, isRefused: false });
    expect(shown<JobHere>(path(7), job({ number: 7 }), [status(7, { problem: refused })]).isRefused).toBe(true);
  });

  test("is one's own answer to an assignment, and nobody else's", () => {
    const theirs = { technician_id: 9, response: "accepted", reason: "" } as const;
    const own = change(7, { kind: "response", technicianId: 3, response: "declined", reason: "Ferie" });
    expect(shown<JobHere>(path(7), job({ number: 7, responses: [theirs] }), [own]).responses).toEqual([
      theirs,
      { technician_id: 3, response: "declined", reason: "Ferie" },
    ]);
  });

  test("is not what was refused, nor what builds on that", () => {
    const [mine, later] = [status(7, { problem: refused }), status(7)];
    const now = shown<JobHere>(path(7), job({ number: 7 }), [mine, later, note(7, "n")]);
    expect(now).toMatchObject({ status: { kind: "open" }, waiting: 3, isRefused: true });
  });

  test("shows in lists, too, and creations where a list's query and order put them", () => {
    const starts_at = "2026-11-24T09:00:00.000Z";
    const given = { id: -1, number: -1, title: "Qui", starts_at, technicians: [{ id: 3, name: "Marco Bellini" }] };
    const made = change(-1, { kind: "creation", job: { ...job({ number: 1 }), ...given } });
    const items = [job({ number: 7, starts_at: "2026-11-23T09:00:00.000Z" })];
    const numbers = (query: string) =>
      shown<Page<JobHere>>(`/api/interventions${query}`, { items, next_cursor: null }, [made, status(7)]).items.map(
        ({ number, waiting }) => [number, waiting],
      );
    expect(numbers("?is_open=true&sort=starts_at")).toEqual([
      [7, 1],
      [-1, 1],
    ]);
    for (const query of ["", "?sort=-number", "?q=qui", "?technician_id=3", "?from=2026-11-24T00:00:00Z"])
      expect(numbers(query), query).toEqual([
        [-1, 1],
        [7, 1],
      ]);
    for (const query of ["?is_open=false", "?q=x", "?technician_id=9", "?is_assigned=false", "?cursor=abc"])
      expect(numbers(query), query).toEqual([[7, 1]]);
  });

  test("is what was written last under each id, with its author and its place", () => {
    const known = {
      ...emptyEntries,
      notes: [{ id: "a", text: "Prima", author: null, created_at: "2026-01-01T00:00:00.000Z" }],
    };
    const { notes } = shown<Entries>(path(7, "/entries"), known, [note(7, "Dopo", "a"), note(7, "Nuova", "b")]);
    expect(notes).toMatchObject([
      { id: "a", text: "Dopo", author: null, created_at: "2026-01-01T00:00:00.000Z", isWaiting: true },
      { id: "b", text: "Nuova", author: { name: "Marco Bellini" }, isWaiting: true },
    ]);
    const removed = change(7, { kind: "note_removal", note: { id: "a", text: "Dopo" } });
    expect(shown<Entries>(path(7, "/entries"), known, [removed]).notes).toEqual([]);
  });

  test("comes before what the server knows of the history, the newest first", () => {
    const facts = shown<Page<EntryHere<Fact>>>(path(7, "/events"), { items: [], next_cursor: null }, [
      note(7, "prima"),
      status(7),
    ]);
    expect(facts.items.map(({ kind, isWaiting }) => [kind, isWaiting])).toEqual([
      ["intervention.status_changed", true],
      ["intervention.note_added", true],
    ]);
  });

  test("is all there is of an intervention that only this device knows; of any other nothing is made up", () => {
    const made = change(-1, { kind: "creation", job: { ...job({ number: 1 }), number: -1, title: "Qui" } });
    expect(shown<JobHere>(path(-1), undefined, [made, status(-1)])).toMatchObject({ title: "Qui", status: closed });
    expect(shown<Entries>(path(-1, "/entries"), undefined, [made, note(-1, "n")]).notes).toHaveLength(1);
    expect(shown(path(7), undefined, [status(7)])).toBeUndefined();
    expect(shown(path(7, "/entries"), undefined, [note(7, "n")])).toBeUndefined();
  });
});
