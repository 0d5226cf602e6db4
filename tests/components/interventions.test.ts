import { describe, expect, test } from "vitest";
import { dayOf } from "#components/interventions/day.ts";
import { changesOf, formOf, formSchema } from "#components/interventions/intervention-input.ts";
import { isLate, wantsSomebody } from "#components/interventions/lateness.ts";
import { listPath, withFilters } from "#components/interventions/list-query.ts";
import { mayFollow, missingFields, nextStatus } from "#components/interventions/next-status.ts";
import { mayTellCustomer, peopleTold } from "#components/interventions/who-is-told.tsx";
import { timesIn } from "#lib/browser/times.ts";
import type { Status } from "#lib/domain/statuses/status.ts";
import { job } from "./job.ts";

const times = timesIn("en-GB", "Europe/Rome", (name) => name);
const now = new Date("2026-11-23T09:00:00Z");
const open = { id: 1, name: "Open", kind: "open", color: "#2f6f8f" } as const;

describe("Today", () => {
  const jobs = [
    job({ number: 1, starts_at: "2026-11-20T08:00:00Z" }),
    job({ number: 2, starts_at: "2026-11-23T10:00:00Z" }),
    job({ number: 3, starts_at: "2026-11-23T14:00:00Z" }),
    job({ number: 4, starts_at: "2026-11-23T23:30:00Z" }),
    job({ number: 5, starts_at: "2026-12-01T08:00:00Z" }),
    job({ number: 6 }),
    job({ number: 7, starts_at: "2026-11-23T07:00:00Z", status: { ...open, kind: "done" } }),
  ];

  test("puts every job in one part: late, next, today, tomorrow, later, without a date, done", () => {
    const { next, ...parts } = dayOf([...jobs, ...jobs], now, times);
    expect(next?.number).toBe(2);
    expect(
      Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.map(({ number }) => number)])),
    ).toEqual({
      late: [1],
      today: [3],
      // Half past midnight in Rome is tomorrow, whatever UTC says.
      tomorrow: [4],
      later: [5],
      undated: [6],
      done: [7],
    });
  });

  test("what is under way today comes first", () => {
    const underWay = job({ number: 8, starts_at: "2026-11-23T15:00:00Z", status: { ...open, kind: "in_progress" } });
    expect(dayOf([...jobs, underWay], now, times).next?.number).toBe(8);
    // Whatever has waited for parts since last week.
    const waiting = job({ number: 9, starts_at: "2026-11-16T15:00:00Z", status: { ...open, kind: "in_progress" } });
    expect(dayOf([...jobs, waiting, underWay], now, times).next?.number).toBe(8);
    expect(dayOf([...jobs, waiting], now, times).next?.number).toBe(2);
    expect(dayOf([waiting], now, times).next?.number).toBe(9);
  });

  test("of several under way the one begun last comes first; of what is missed, the first of today", () => {
    const underWay = (number: number, starts_at: string) =>
      job({ number, starts_at, status: { ...open, kind: "in_progress" } });
    const begun = [underWay(1, "2026-11-23T06:00:00Z"), underWay(2, "2026-11-23T08:30:00Z")];
    expect(dayOf([...begun, underWay(3, "2026-11-23T15:00:00Z")], now, times).next?.number).toBe(2);
    const missed = [
      job({ number: 4, starts_at: "2026-11-22T06:00:00Z" }),
      job({ number: 5, starts_at: "2026-11-23T06:00:00Z" }),
    ];
    expect(dayOf(missed, now, times).next?.number).toBe(5);
    expect(dayOf(missed.slice(0, 1), now, times).next).toBeNull();
  });

  test("of everybody's work none is set apart", () => {
    const { next, late, today } = dayOf(jobs, now, times, { hasNext: false });
    expect([next, late.length, today.length]).toEqual([null, 1, 2]);
  });

  test.for([
    [{ starts_at: "2026-11-23T07:30:00Z", duration_minutes: 120 }, false],
    [{ starts_at: "2026-11-23T07:30:00Z", duration_minutes: 60 }, true],
    [{ due_at: "2026-11-22T23:00:00Z" }, true],
    [{ due_at: "2026-11-22T23:00:00Z", status: { ...open, kind: "cancelled" } as const }, false],
    [{}, false],
  ] as const)("%j is late: %s", ([given, late]) => {
    expect(isLate(job(given), now)).toBe(late);
  });
});

describe("the list's address", () => {
  test.for([
    // What is open: first what is due first.
    ["", "/api/interventions?sort=starts_at&is_open=true"],
    ["open=all", "/api/interventions?sort=-starts_at"],
    ["status_id=3", "/api/interventions?status_id=3&sort=-starts_at"],
    ["q=a b&sort=number", "/api/interventions?q=a+b&sort=number&is_open=true"],
    ["evil=1&open=all&sort=evil", "/api/interventions?sort=-starts_at"],
  ])("?%s asks for %s", ([query, path]) => {
    expect(listPath(new URLSearchParams(query))).toBe(path);
  });

  test("keeps the card that is open beside the list", () => {
    const query = new URLSearchParams("q=caldaia");
    expect(withFilters(query, { status_id: "3" }, 1042)).toBe("/interventions/1042?q=caldaia&status_id=3");
    expect(withFilters(query, { q: null }, null)).toBe("/interventions");
  });
});

test("the next step: start, then finish; after an interruption go on first", () => {
  const status = (id: number, kind: "open" | "in_progress" | "done" | "cancelled") => ({ ...open, id, kind });
  const all = [status(1, "open"), status(2, "in_progress"), status(3, "in_progress"), status(4, "done")];
  const after = (current: (typeof all)[number] | null) =>
    nextStatus(job({ status: current }), all as Status[])?.id ?? null;
  expect([null, ...all, status(5, "cancelled")].map(after)).toEqual([2, 2, 4, 2, null, null]);
});

test("what may not follow is not the next step; nothing follows where the company says so [EV-3]", () => {
  const status = (id: number, kind: Status["kind"], next_status_ids: number[] | null = null) =>
    ({ id, name: `${id}`, kind, color: "#2f6f8f", next_status_ids, required_fields: [] }) as unknown as Status;
  const all = [status(1, "open", [3]), status(2, "in_progress", []), status(3, "in_progress"), status(4, "done")];
  const after = (current: Status | undefined) => nextStatus(job({ status: current ?? null }), all)?.id ?? null;
  expect([undefined, ...all].map(after)).toEqual([2, 3, null, 2, null]);
  const [open, working, other, done] = all as [Status, Status, Status, Status];
  expect(mayFollow(job({ status: open }), done, all)).toBe(false);
  expect(mayFollow(job({ status: working }), other, all)).toBe(false);
  expect(mayFollow(job({ status: null }), done, all)).toBe(true);
});

test("what a status asks for is missing while it is empty; a customer may have a place of their own [EV-3]", () => {
  const asks: Pick<Status, "required_fields"> = { required_fields: ["site_id", "technician_ids", "answer"] };
  expect(missingFields(job({ answer: " " }), asks)).toEqual(["site_id", "technician_ids", "answer"]);
  const filled = job({ answer: "Fatto", customer: { id: 1, name: "Rossi" }, technicians: [{ id: 2, name: "Tom" }] });
  expect(missingFields(filled, asks)).toEqual([]);
});

describe("the form", () => {
  const nothing = new URLSearchParams();

  test("sends of a new intervention what was filled in", () => {
    const input = { ...formOf(null, nothing, times), title: " Caldaia ", starts_on: "2026-11-24", duration: "1:30" };
    expect(changesOf(formSchema.parse(input), null, times)).toEqual({
      title: "Caldaia",
      starts_at: "2026-11-24T08:00:00.000Z",
      duration_minutes: 90,
    });
  });

  test("sends of one that is there only what differs", () => {
    const base = job({
      starts_at: "2026-11-24T08:15:42Z",
      duration_minutes: 60,
      customer: { id: 7, name: "Rota" },
      technicians: [{ id: 3, name: "Marco" }],
    });
    const input = formOf(base, nothing, times);
    expect(changesOf(input, base, times)).toEqual({});
    expect(
      changesOf({ ...input, customer_id: null, technician_ids: [3, 4], notify_customer: false }, base, times),
    ).toEqual({
      customer_id: null,
      technician_ids: [3, 4],
      notify_customer: false,
    });
  });

  test.for([
    { title: "  " },
    { title: "x", starts_time: "09:00" },
    { title: "x", duration: "soon" },
    { title: "x", duration: "1:75" },
  ])("refuses %j", (given) => {
    expect(formSchema.safeParse({ ...formOf(null, nothing, times), ...given }).success).toBe(false);
  });
});

test("not to tell the customer is offered where a customer would be told, or is kept from it", () => {
  const rossi = { recipient: { id: 2, name: "Rossi" }, audiences: ["customer" as const], channel: "email" as const };
  const anna = { recipient: { id: 1, name: "Anna" }, audiences: ["admin" as const], channel: "push" as const };
  const isOffered = (...items: Parameters<typeof mayTellCustomer>[0]["items"]) => mayTellCustomer({ items });
  expect(isOffered({ ...rossi, reason: null })).toBe(true);
  expect(isOffered({ ...rossi, reason: "customer_not_to_be_notified" })).toBe(true);
  expect(isOffered({ ...rossi, reason: "address_suppressed" }, { ...anna, reason: null })).toBe(false);
  expect(isOffered()).toBe(false);
});

test("who would be told: each person once, a bell without a device counts, who is left out does not", () => {
  const anna = { id: 1, name: "Anna" };
  const people = peopleTold([
    { recipient: anna, audiences: ["admin"], channel: "email", reason: null },
    { recipient: anna, audiences: ["admin"], channel: "push", reason: "no_device" },
    { recipient: { id: 2, name: "Rossi" }, audiences: ["customer"], channel: "email", reason: "no_default_email" },
    { recipient: null, audiences: ["technician"], channel: "push", reason: "no_technician" },
  ]);
  expect(people).toEqual([{ ...anna, audiences: ["admin"], channels: ["email", "push"], count: 1 }]);
  const ofMany = [{ recipient: anna, audiences: ["admin" as const], channel: "email" as const, reason: null }];
  expect(
    peopleTold(
      ofMany.flatMap((item) => [
        { ...item, count: 3 },
        { ...item, count: 5 },
      ]),
    ),
  ).toMatchObject([{ count: 5 }]);
});

describe("a job that everybody has declined", () => {
  const technicians = [
    { id: 3, name: "Marco" },
    { id: 4, name: "Sara" },
  ];
  const declined = (technician_id: number) => ({ technician_id, response: "declined", reason: "Ferie" }) as const;

  test("wants somebody; with one left who has not, it does not", () => {
    expect(wantsSomebody(job({ technicians, responses: [declined(3), declined(4)] }), false)).toBe(true);
    expect(wantsSomebody(job({ technicians, responses: [declined(3)] }), false)).toBe(false);
    expect(wantsSomebody(job({ technicians }), true)).toBe(false);
  });
});
