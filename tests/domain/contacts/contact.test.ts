import { describe, expect, test } from "vitest";
import { contactChanges, newContact } from "#lib/domain/contacts/contact.ts";

const paths = (input: unknown) => newContact.safeParse(input).error?.issues.map(({ path }) => path.join("."));

describe("a new contact", () => {
  test("needs a name only, on one line, without what is invisible", () => {
    expect(newContact.parse({ name: " Rossi\r\nMario\u202e " })).toEqual({ name: "Rossi Mario" });
    expect(paths({})).toEqual(["name"]);
    expect(paths({ name: "\u200b" })).toEqual(["name"]);
  });

  test("has one default for each channel at the most", () => {
    const point = (channel: string) => ({ channel, value: "x", is_default: true });
    expect(paths({ name: "x", contact_points: [point("email"), point("phone")] })).toBeUndefined();
    expect(paths({ name: "x", contact_points: [point("email"), point("email")] })).toEqual(["contact_points"]);
    expect(paths({ name: "x", sites: [{ is_default: true }, { is_default: true }] })).toEqual(["sites"]);
  });

  test("has sites with both coordinates or none", () => {
    expect(paths({ name: "x", sites: [{ latitude: 45.7, longitude: 0 }, { latitude: null }, {}] })).toBeUndefined();
    expect(paths({ name: "x", sites: [{ latitude: 0 }] })).toEqual(["sites.0.longitude"]);
    expect(paths({ name: "x", sites: [{ latitude: 91, longitude: 0 }] })).toEqual(["sites.0.latitude"]);
  });
});

test("changes may be none, and unknown fields are no changes", () => {
  expect(contactChanges.parse({})).toEqual({});
  expect(contactChanges.safeParse({ nome: "x" }).success).toBe(false);
});
