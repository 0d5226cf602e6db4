import type { Attachment, Entries, Note, WorkLine } from "../../domain/interventions/entries.ts";
import type { Fact } from "../../domain/interventions/fact.ts";
import type { Intervention } from "../../domain/interventions/intervention.ts";
import type { Page } from "../../domain/page.ts";
import type { Account } from "../../domain/session/session.ts";
import { fits, orderOf } from "../offline/offline-list.ts";
import { type Doing, laneOf, type WaitingChange } from "./waiting-change.ts";

/** As the screens get it: how many of its changes are not sent yet, and whether one of them wants the person. */
export type Marked = { waiting?: number; isRefused?: boolean };
export type JobHere = Intervention & Marked;
/** Written here, and not at the server yet; refused, it waits for the person. */
export type EntryHere<Entry> = Entry & { isWaiting?: boolean; isRefused?: boolean };

type Person = Pick<Account, "id" | "name" | "contact_id">;

/**
 * An answer of the API as it will be when what waits on this device has been sent.
 *
 * @param body undefined where nothing is known: of an intervention that only this device has, it is made here
 */
export function withWaiting(path: string, body: unknown, changes: readonly WaitingChange[], person: Person): unknown {
  if (changes.length === 0) return body;
  if (/^\/api\/interventions(\?|$)/.test(path)) return body && withJobs(path, body as Page<Intervention>, changes);
  const [, digits, rest = ""] = /^\/api\/interventions\/(-?\d+)(\/[a-z]+)?/.exec(path) ?? [];
  const number = Number(digits);
  const own = changes.filter((change) => change.number === number);
  if (digits === undefined || own.length === 0) return body;
  if (rest === "") return job(body as Intervention | undefined, own);
  if (rest === "/entries") return withEntries((body as Entries) ?? noEntries(number), own, person);
  if (rest === "/events") return withFacts((body as Page<Fact>) ?? noFacts(number), own, person);
  return body;
}

function noEntries(number: number): Entries | undefined {
  return number < 0 ? { notes: [], work_lines: [], attachments: [] } : undefined;
}

function noFacts(number: number): Page<Fact> | undefined {
  return number < 0 ? { items: [], next_cursor: null } : undefined;
}

function job(known: Intervention | undefined, own: readonly WaitingChange[]): JobHere | undefined {
  const creation = own.find(({ doing }) => doing.kind === "creation")?.doing;
  const begun = known ?? (creation?.kind === "creation" ? creation.job : undefined);
  if (!begun) return undefined;
  const stopped = stoppedLanes(own);
  // What was refused is not how it is, nor what builds on it.
  const changed = own
    .filter((change) => !stopped.has(laneOf(change)))
    .reduce((job, { doing }) => after(job, doing), begun);
  return { ...changed, waiting: own.length, isRefused: own.some(({ problem }) => problem !== null) };
}

/** What cannot be sent because it was refused, or what it builds on was. */
function stoppedLanes(own: readonly WaitingChange[]): ReadonlySet<string> {
  return new Set(own.filter(({ problem }) => problem !== null).map(laneOf));
}

/** The job after one of the changes; those of its entries change nothing of itself. */
function after(job: Intervention, doing: Doing): Intervention {
  switch (doing.kind) {
    case "status":
      return { ...job, status: doing.status, answer: doing.answer ?? job.answer };
    case "outcome":
      return { ...job, answer: doing.answer };
    case "response": {
      const others = job.responses.filter(({ technician_id }) => technician_id !== doing.technicianId);
      const own = { technician_id: doing.technicianId, response: doing.response, reason: doing.reason };
      return { ...job, responses: [...others, own] };
    }
    default:
      return job;
  }
}

/** What was created here stands where the list's query and order put it; it is on the first page. */
function withJobs(path: string, page: Page<Intervention>, changes: readonly WaitingChange[]): Page<JobHere> {
  const of = (number: number) => changes.filter((change) => change.number === number);
  const items = page.items.map((one) => {
    const own = of(one.number);
    return own.length > 0 ? (job(one, own) ?? one) : one;
  });
  const query = new URLSearchParams(path.split("?")[1]);
  const made = changes
    .filter(({ doing }) => doing.kind === "creation" && !query.has("cursor"))
    .map(({ number }) => job(undefined, of(number)))
    .filter((one) => one !== undefined && fits(one, query)) as JobHere[];
  if (made.length === 0) return { ...page, items };
  return { ...page, items: [...made, ...items].sort(orderOf(query)) };
}

function withEntries(
  known: Entries | undefined,
  own: readonly WaitingChange[],
  { id, name }: Person,
): Entries | undefined {
  if (!known) return known;
  let { notes, work_lines, attachments } = known;
  const stopped = stoppedLanes(own);
  for (const change of own) {
    const { doing, madeAt } = change;
    const isRefused = stopped.has(laneOf(change));
    // What could not be removed is still there.
    if (isRefused && change.method === "DELETE") continue;
    const written = { author: { id, name }, created_at: madeAt, isWaiting: true, isRefused };
    switch (doing.kind) {
      case "note":
        notes = put(notes, { ...written, ...doing.note });
        break;
      case "note_removal":
        notes = without(notes, doing.note.id);
        break;
      case "work":
        work_lines = put(work_lines, { ...written, ...doing.line });
        break;
      case "work_removal":
        work_lines = without(work_lines, doing.line.id);
        break;
      case "file":
        attachments = put(attachments, { ...written, has_thumbnail: false, ...doing.file });
        break;
      case "file_removal":
        attachments = without(attachments, doing.file.id);
        break;
      default:
    }
  }
  return { notes, work_lines, attachments };
}

/** What a job has gathered once the server has taken this. @param answer the entry as the server has it */
export function entriesAfter(known: Entries, doing: Doing, answer: unknown): Entries {
  const { notes, work_lines, attachments } = known;
  switch (doing.kind) {
    case "note":
      return { ...known, notes: put(notes, answer as Note) };
    case "note_removal":
      return { ...known, notes: without(notes, doing.note.id) };
    case "work":
      return { ...known, work_lines: put(work_lines, answer as WorkLine) };
    case "work_removal":
      return { ...known, work_lines: without(work_lines, doing.line.id) };
    case "file":
      return { ...known, attachments: put(attachments, answer as Attachment) };
    case "file_removal":
      return { ...known, attachments: without(attachments, doing.file.id) };
    default:
      return known;
  }
}

/** What was there keeps its place, its author and its time. */
function put<Entry extends { id: string }>(entries: readonly Entry[], entry: Entry): Entry[] {
  const known = entries.find(({ id }) => id === entry.id);
  if (!known) return [...entries, entry];
  return entries.map((one) => (one === known ? { ...known, ...entry, ...placeOf(known) } : one));
}

function placeOf<Entry>(entry: Entry): Pick<Entry, "author" & keyof Entry> {
  const { author, created_at } = entry as { author?: unknown; created_at?: unknown };
  return { author, created_at } as never;
}

function without<Entry extends { id: string }>(entries: readonly Entry[], id: string): Entry[] {
  return entries.filter((entry) => entry.id !== id);
}

/** Newest first, as the history is. What is not at the server has no place among its facts: it comes before them. */
function withFacts(
  page: Page<Fact> | undefined,
  own: readonly WaitingChange[],
  person: Person,
): Page<Fact> | undefined {
  if (!page) return page;
  const facts = own.map((change) => factOf(change, person)).reverse();
  return { ...page, items: [...facts, ...page.items] };
}

function factOf({ id, doing, madeAt, problem }: WaitingChange, person: Person): EntryHere<Fact> {
  return {
    // Facts of the server's have ids from 1 on.
    id: -id,
    at: madeAt,
    recorded_at: madeAt,
    origin: "technician",
    actor: { id: person.id, name: person.name },
    from: null,
    to: null,
    fields: null,
    isWaiting: true,
    isRefused: problem !== null,
    ...happened(doing, person),
  };
}

function happened(doing: Doing, { name }: Person): Pick<Fact, "kind"> & Partial<Pick<Fact, "from" | "to" | "fields">> {
  switch (doing.kind) {
    case "status":
      return { kind: "intervention.status_changed", to: doing.status };
    case "response":
      return doing.response === "accepted"
        ? { kind: "intervention.assignment_accepted", to: { name } }
        : { kind: "intervention.assignment_declined", to: { name, reason: doing.reason } };
    case "outcome":
      return { kind: "intervention.updated", fields: { answer: { from: doing.seen, to: doing.answer } } };
    case "note":
      return { kind: "intervention.note_added", to: doing.note };
    case "note_removal":
      return { kind: "intervention.note_removed", from: doing.note };
    case "work":
      return { kind: "intervention.work_added", to: doing.line };
    case "work_removal":
      return { kind: "intervention.work_removed", from: doing.line };
    case "file":
      return { kind: "intervention.file_added", to: doing.file };
    case "file_removal":
      return { kind: "intervention.file_removed", from: doing.file };
    case "creation":
      return { kind: "intervention.created", to: { title: doing.job.title } };
    default:
      return doing satisfies never;
  }
}
