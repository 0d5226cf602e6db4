import { describe, expect, test } from "vitest";
import { changesOf, type FormInput, formOf } from "#components/interventions/intervention-input.ts";
import { isTouched, merge, rebased } from "#components/interventions/intervention-merge.ts";
import { between, effectOf, toggled } from "#components/interventions/technicians-draft.ts";
import { timesIn } from "#lib/browser/times.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { job } from "./job.ts";

const times = timesIn("en-GB", "Europe/Rome", (name) => name);
const marco = { id: 3, name: "Marco" };
const sara = { id: 4, name: "Sara" };
const elena = { id: 5, name: "Elena" };

const seen = job({
  version: 7,
  title: "Caldaia",
  description: "Non parte",
  customer: { id: 7, name: "Rota" },
  starts_at: "2026-11-24T08:00:00Z",
  technicians: [marco],
});

function form(given: Intervention): FormInput {
  return formOf(given, new URLSearchParams(), times);
}

/** What is sent when this was typed on what was seen, and the intervention has meanwhile become that. */
function sent(typed: Partial<FormInput>, meanwhile: Partial<Intervention>) {
  const current = { ...seen, ...meanwhile, version: 8 };
  const { values, ...rest } = merge(form(seen), { ...form(seen), ...typed }, form(current));
  return { changes: changesOf(values, current, times), ...rest };
}

describe("what was typed, on top of what somebody else has changed meanwhile", () => {
  test("only what was typed is sent; what they changed elsewhere stays and is shown", () => {
    const theirs = { title: "Caldaia in blocco", priority: "urgent", starts_at: null, note: "Cane" } as const;
    expect(sent({ description: "Non parte più" }, theirs)).toEqual({
      changes: { description: "Non parte più" },
      cameIn: ["title", "when", "priority", "note"],
      undecided: [],
    });
  });

  test("the same field, changed by both, is to be decided; the same words need no decision", () => {
    expect(sent({ title: "Mio" }, { title: "Suo" })).toMatchObject({ undecided: ["title"], cameIn: [] });
    expect(sent({ title: "Lo stesso" }, { title: "Lo stesso" })).toMatchObject({ undecided: [], changes: {} });
    expect(sent({ starts_time: "10:00" }, { starts_at: "2026-11-25T08:00:00Z" })).toMatchObject({
      undecided: ["when"],
    });
  });

  test("a customer is decided with site and contact person, which belong to it", () => {
    expect(
      sent({ contact_person_id: 12 }, { customer: { id: 8, name: "Gritti" }, contact_person: null }),
    ).toMatchObject({ undecided: ["customer"] });
  });

  test("what was undecided stays so until it is decided, whatever else changes", () => {
    const theirs = form({ ...seen, title: "Suo" });
    const mine = { ...form(seen), title: "Mio" };
    expect(merge(theirs, mine, { ...theirs, note: "Cane" }, ["title"])).toMatchObject({
      undecided: ["title"],
      cameIn: ["note"],
    });
  });

  test("technicians of both are there, and whoever one of them took away is not", () => {
    expect(sent({ technician_ids: [3, 4] }, { technicians: [marco, elena] })).toEqual({
      changes: { technician_ids: [3, 5, 4] },
      cameIn: ["technicians"],
      undecided: [],
    });
    expect(rebased([3, 4], [3], [3, 4, 5])).toEqual([3, 5]);
    expect(rebased([3], [3, 4], [])).toEqual([4]);
  });

  test("tapped on and off again is not touched", () => {
    const two = form({ ...seen, technicians: [marco, sara] });
    expect(isTouched(two, { ...two, technician_ids: [4, 3] })).toBe(false);
    expect(isTouched(two, { ...two, due_on: "2026-12-01" })).toBe(true);
  });
});

describe("technicians in the sheet", () => {
  test("only taps count: on top of whoever is there now", () => {
    const wishes = toggled(toggled(new Map(), [marco], sara.id), [marco], marco.id);
    expect(effectOf(wishes, [marco])).toEqual({ contactIds: [4], added: 1, removed: 1 });
    expect(effectOf(wishes, [marco, elena])).toEqual({ contactIds: [5, 4], added: 1, removed: 1 });
    expect(effectOf(wishes, [sara])).toEqual({ contactIds: [4], added: 0, removed: 0 });
  });

  test("who came and who went", () => {
    expect(between([marco, sara], [sara, elena])).toEqual({ came: ["Elena"], went: ["Marco"] });
  });
});
