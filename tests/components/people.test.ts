import { describe, expect, test } from "vitest";
import { changesOf, inputOf, type PersonInput, pointErrors } from "#components/contacts/person-input.ts";
import { merge } from "#components/contacts/person-merge.ts";
import { timeLeft } from "#components/logins/time-left.ts";
import type { Contact } from "#lib/domain/contacts/contact.ts";

const tom: Contact = {
  id: 1,
  version: 3,
  name: "Tom",
  kind: "person",
  roles: ["technician"],
  code: null,
  company: null,
  language: null,
  note: null,
  own_fields: {},
  contact_points: [
    { channel: "email", value: "tom@example.it", typed: "Tom@example.it", label: "", is_default: true },
    { channel: "email", value: "t@example.it", typed: "t@example.it", label: "home", is_default: false },
  ],
  sites: [],
  created_at: "2026-11-26T08:00:00Z",
  updated_at: "2026-11-26T08:00:00Z",
};
const base = inputOf(tom);
const typed = (changes: Partial<PersonInput>): PersonInput => ({ ...inputOf(tom), ...changes });

describe("what is sent of a person", () => {
  test("nothing where nothing was typed, and only what was", () => {
    expect(changesOf(inputOf(tom), base)).toEqual({});
    expect(changesOf(typed({ roles: ["customer", "technician"] }), base)).toEqual({
      roles: ["customer", "technician"],
    });
    expect(changesOf(typed({ language: "it" }), base)).toEqual({ language: "it" });
  });

  test("addresses all together, without empty lines, and with the other channel's", () => {
    const [first] = base.emails;
    if (!first) throw new Error("Tom has addresses");
    const phones = [{ id: "new", value: " 035 123456 ", label: "", is_default: true }];
    expect(changesOf(typed({ emails: [first], phones }), base).contact_points).toEqual([
      { channel: "email", value: "Tom@example.it", label: "", is_default: true },
      { channel: "phone", value: " 035 123456 ", label: "", is_default: true },
    ]);
  });

  test("the default of a line that was emptied goes to the first that was not", () => {
    const emails = base.emails.map((point, place) => (place === 0 ? { ...point, value: " " } : point));
    expect(changesOf(typed({ emails }), base).contact_points).toMatchObject([
      { value: "t@example.it", is_default: true },
    ]);
  });

  test("what is wrong is said at the line that was typed, not at the one that was sent", () => {
    const emails = [{ id: "empty", value: "", label: "", is_default: true }, ...base.emails];
    const phones = [{ id: "bad", value: "x", label: "", is_default: true }];
    const errors = [
      { path: "contact_points.2.value", code: "not_a_phone_number", message: "No phone number." },
    ] as const;
    const problem = {
      type: "",
      title: "",
      status: 400,
      code: "invalid_input" as const,
      request_id: "",
      errors: [...errors],
    };
    expect(pointErrors(typed({ emails, phones }), problem)).toEqual(new Map([["bad", "No phone number."]]));
  });
});

describe("two who change the same person", () => {
  test("what only the other has changed comes in, what only this one has typed stays", () => {
    const theirs = typed({ name: "Tommaso" });
    const { values, cameIn, undecided } = merge(base, typed({ language: "it" }), theirs);
    expect([values.name, values.language, cameIn, undecided]).toEqual(["Tommaso", "it", ["name"], []]);
  });

  test("what both have changed is undecided, keeps what was typed, and stays undecided until it is decided", () => {
    const mine = typed({ name: "Tomas" });
    const once = merge(base, mine, typed({ name: "Tommaso" }));
    expect([once.values.name, once.undecided]).toEqual(["Tomas", ["name"]]);
    const theirs = typed({ name: "Tommaso" });
    expect(merge(theirs, mine, theirs, once.undecided).undecided).toEqual(["name"]);
  });

  test("the same typed by both is no conflict", () => {
    expect(merge(base, typed({ kind: "company" }), typed({ kind: "company" }))).toMatchObject({
      cameIn: [],
      undecided: [],
    });
  });
});

test.for([
  [3 * 24 * 60 + 59, "in 3 days"],
  [7 * 24 * 60 - 1, "in 7 days"],
  [24 * 60, "in 1 day"],
  [90, "in 1 hour"],
  [5, "in 5 minutes"],
  [-5, "in 0 minutes"],
])("what is left of %i minutes: %s", ([minutes, words]) => {
  const now = new Date("2026-11-26T08:00:00Z");
  expect(timeLeft(new Date(now.getTime() + Number(minutes) * 60_000), now, "en")).toBe(words);
});
