import { describe, expect, test } from "vitest";
import { itemsOf } from "#lib/domain/imports/file-items.ts";
import type { ImportSettings } from "#lib/domain/imports/import.ts";

const settings: ImportSettings = {
  reading: { header_row: null },
  columns: ["name", "own_fields.units"],
  identities: ["email"],
  date_order: null,
  decimal: null,
  country: "IT",
  kind: "person",
  is_customer: false,
  empty_erases: false,
  groups: [],
};
const units = [{ key: "units", type: "number" as const }];

describe("numbers that could be read in two ways", () => {
  test.for([
    [["12.345", "7"], "it-IT", "csv", 12345, { decimal: "," }],
    [["12.345", "7"], "en-GB", "csv", 12.345, { decimal: "." }],
    // One that is certain decides for all.
    [["12.345", "1,5"], "en-GB", "csv", 12345, null],
    [["12.345", "7"], "it-IT", "xlsx", 12.345, null],
    [["12345", "7"], "it-IT", "csv", 12345, null],
  ] as const)("%j in %s, %s", ([cells, language, format, first, numbers]) => {
    const rows = cells.map((cell, index) => [`Contact ${index}`, cell]);
    const read = itemsOf(rows, settings, units, language, format);
    expect(read.items[0]?.own_fields).toEqual({ units: first });
    expect(read.numbers).toEqual(numbers);
  });

  test("are certain where somebody has said it", () => {
    const read = itemsOf([["Contact", "12.345"]], { ...settings, decimal: "." }, units, "it-IT", "csv");
    expect([read.items[0]?.own_fields, read.numbers]).toEqual([{ units: 12.345 }, null]);
  });
});
