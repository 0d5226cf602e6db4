import { describe, expect, test } from "vitest";
import {
  type DateOrder,
  dateOrderOf,
  decimalMarkOf,
  readDate,
  readEmail,
  readNumber,
  readPhone,
  splitEmails,
  splitPhones,
} from "#lib/domain/imports/cell.ts";
import { countryCalled, kindCalled, languageCalled } from "#lib/domain/imports/words-of-values.ts";

describe("e-mail addresses", () => {
  test.for([
    ["Mario.Rossi@Example.IT", "mario.rossi@example.it"],
    ["\u200f ada@example.co.il\u200e", "ada@example.co.il"],
    ["ada@exam\u200bple.it", "ada@example.it"],
  ])("%s is taken", ([typed, value]) => {
    expect(readEmail(typed ?? "")).toMatchObject({ value: { value } });
  });
  test.for(["mario@gmail", "mario", "@example.it", "a b@example.it", "a..b@example.it", "a@b@example.it", ""])(
    "%s is none [CT-42]",
    (typed) => {
      expect(readEmail(typed)).toEqual({ fault: "not_an_email" });
    },
  );
  test("several in a cell, a name beside one, and mailto: are understood", () => {
    expect(splitEmails("a@x.it; b@x.it,c@x.it")).toEqual(["a@x.it", "b@x.it", "c@x.it"]);
    expect(splitEmails("Rossi, Anna <anna@x.it>")).toEqual(["anna@x.it"]);
    expect(splitEmails("mailto:a@x.it")).toEqual(["a@x.it"]);
    expect(splitEmails("a@x.it; Bob <b@x.it>")).toEqual(["a@x.it", "b@x.it"]);
  });
});

describe("phone numbers", () => {
  test.for([
    ["333 123 4567", "IT", "+393331234567"],
    ["+371 2012 3456", "IT", "+37120123456"],
    ["5551234", "EE", "+3725551234"],
    ["050-1234567", "IL", "+972501234567"],
    ["393331234567", "IT", "+393331234567"],
  ])("%s in %s", ([typed, country, value]) => {
    expect(readPhone(typed ?? "", country ?? "")).toMatchObject({ value: { value, typed } });
  });
  test.for([
    ["050-123456", "IL", "not_a_phone_number"],
    ["02 12", "IT", "not_a_phone_number"],
    ["501234567", "IL", null],
    ["3.9E+11", "IT", "spreadsheet_rounded"],
    ["3,9E+11", "IT", "spreadsheet_rounded"],
    ["chiamare Rita", "IT", "not_a_phone_number"],
  ])("%s in %s: %s [CT-42]", ([typed, country, fault]) => {
    expect(readPhone(typed ?? "", country ?? "")).toEqual(
      fault === null ? expect.objectContaining({ value: expect.anything() }) : { fault },
    );
  });
  test("one that a spreadsheet has taken the zero from is told apart", () => {
    expect(readPhone("612345678", "IT")).toEqual({ fault: "phone_lost_zero" });
  });
  test("several in a cell are understood, and one with slashes stays whole", () => {
    expect(splitPhones("035 1234; 035 5678")).toEqual(["035 1234", "035 5678"]);
    expect(splitPhones("035/123456")).toEqual(["035/123456"]);
    expect(splitPhones("tel:035 1234")).toEqual(["035 1234"]);
  });
});

describe("dates and numbers", () => {
  test.for<[string, DateOrder, string | null]>([
    ["2026-11-26", "day_first", "2026-11-26"],
    ["26/11/2026", "month_first", "2026-11-26"],
    ["3/4/2026", "day_first", "2026-04-03"],
    ["3/4/2026", "month_first", "2026-03-04"],
    ["3.4.68", "day_first", "1968-04-03"],
    ["1/1/45", "day_first", "1945-01-01"],
    ["1/1/27", "day_first", "2027-01-01"],
    ["26.11.2026.", "day_first", "2026-11-26"],
    ["2026-11-26T00:00:00.000Z", "day_first", "2026-11-26"],
    ["31/02/2026", "day_first", null],
    ["29/02/2027", "day_first", null],
    ["domani", "day_first", null],
    ["45000", "day_first", null],
  ])("%s, %s: %s", ([text, order, value]) => {
    expect(readDate(text, order)).toEqual(value === null ? { fault: "not_a_date" } : { value });
  });
  test("one that can be read in one way only says how the others are meant", () => {
    expect(dateOrderOf(["3/4/2026", "25/4/2026"])).toBe("day_first");
    expect(dateOrderOf(["3/4/2026", "4/25/2026"])).toBe("month_first");
    expect(dateOrderOf(["3/4/2026", "2026-01-30"])).toBe(null);
    expect(dateOrderOf(["13/1/2026", "1/13/2026"])).toBe(null);
  });
  test.for<[string, "," | ".", number | null]>([
    ["1.234,50", ",", 1234.5],
    ["1,234.50", ".", 1234.5],
    ["1 234,5", ",", 1234.5],
    ["1.234", ",", 1234],
    ["1.234", ".", 1.234],
    ["12,5", ".", 12.5],
    ["-3", ".", -3],
    ["12 pezzi", ".", null],
    ["1.2.3", ".", null],
    ["0.125", ",", 0.125],
    ["1,234,567", ",", 1_234_567],
  ])("%s with %s: %s", ([text, mark, value]) => {
    expect(readNumber(text, mark)).toEqual(value === null ? { fault: "not_a_number" } : { value });
  });
  test("the mark of decimals is seen where a number leaves no doubt", () => {
    expect(decimalMarkOf(["1.234", "12,5"])).toBe(",");
    expect(decimalMarkOf(["1,234", "1,234.5"])).toBe(".");
    expect(decimalMarkOf(["1.234", "7"])).toBe(null);
  });
});

test("kinds, languages and countries are known by their names in our languages", () => {
  expect([kindCalled("Azienda"), kindCalled("privato"), kindCalled("חברה"), kindCalled("boh")]).toEqual([
    "company",
    "person",
    "company",
    null,
  ]);
  expect([languageCalled("it-IT"), languageCalled("Latviešu"), languageCalled("עברית"), languageCalled("xx")]).toEqual([
    "it",
    "lv",
    "he",
    null,
  ]);
  expect([countryCalled("it"), countryCalled("Italia"), countryCalled("Eesti"), countryCalled("Atlantide")]).toEqual([
    "IT",
    "IT",
    "EE",
    null,
  ]);
});
