import type { OwnField } from "../contacts/own-field.ts";
import { type DateOrder, dateOrderOf, decimalMarkIn, decimalMarkOf, isThousandsOrDecimals } from "./cell.ts";
import type { Fault } from "./fault.ts";
import { isOwnField, ownFieldKeyOf } from "./field.ts";
import type { ImportSettings, ImportSummary } from "./import.ts";
import { ItemsOfFile } from "./items-of-file.ts";
import { type ImportItem, readRow } from "./row.ts";

type FieldOfColumn = Pick<OwnField, "key" | "type">;

export type FileItems = {
  items: ImportItem[];
  faults: Fault[];
  /** Rows that went into the item of an earlier one. */
  joined: number;
  dates: ImportSummary["dates"];
  numbers: ImportSummary["numbers"];
};

/**
 * What the rows of a table say, one item for each contact, and what of it cannot be used.
 * @param language of who imports: how dates and numbers are meant where the file does not say it
 */
export function itemsOf(
  rows: readonly (readonly string[])[],
  settings: ImportSettings,
  ownFields: readonly FieldOfColumn[],
  language: string,
  format: "csv" | "xlsx",
): FileItems {
  const start = (settings.reading.header_row ?? -1) + 1;
  const items = new ItemsOfFile(settings.identities, {
    code: settings.columns.indexOf("code"),
    street: settings.columns.indexOf("street"),
  });
  const faults: Fault[] = [];
  const dates = valuesOf(rows.slice(start), settings, ownFields, "date");
  const seenOrder = settings.date_order ?? dateOrderOf(dates);
  const dateOrder = seenOrder ?? usualDateOrder(language);
  const numbers = valuesOf(rows.slice(start), settings, ownFields, "number");
  const seenDecimal = settings.decimal ?? decimalMarkOf(numbers);
  // Numbers of a workbook are written by us.
  const decimal = seenDecimal ?? (format === "xlsx" ? "." : decimalMarkIn(language));
  const rules = {
    columns: settings.columns,
    ownFields: new Map(ownFields.map(({ key, type }) => [key, type])),
    dateOrder,
    decimal,
    country: settings.country,
  };
  let read = 0;
  for (const [index, cells] of rows.entries()) {
    const row = index < start ? null : readRow(cells, index + 1, rules);
    if (row === null) continue;
    read += 1;
    faults.push(...row.faults, ...items.add(row.item));
  }
  for (const item of items.items) {
    for (const group of settings.groups) if (!item.groups.includes(group)) item.groups.push(group);
  }
  // "2026-11-26" is read in one way only.
  const isAnyOpen = dates.some((date) => /^\d{1,2}\D/.test(date));
  return {
    // Companies come before their people, who are linked to them.
    items: [
      ...items.items.filter(({ company }) => company === undefined),
      ...items.items.filter(({ company }) => company),
    ],
    faults,
    joined: read - items.items.length,
    dates: dates.length === 0 ? null : { order: dateOrder, is_certain: seenOrder !== null || !isAnyOpen },
    numbers: format === "csv" && seenDecimal === null && numbers.some(isThousandsOrDecimals) ? { decimal } : null,
  };
}

function valuesOf(
  rows: readonly (readonly string[])[],
  { columns }: ImportSettings,
  ownFields: readonly FieldOfColumn[],
  type: FieldOfColumn["type"],
): string[] {
  const keys = ownFields.filter((field) => field.type === type).map(({ key }) => key);
  const wanted = columns.flatMap((field, index) =>
    field !== null && isOwnField(field) && keys.includes(ownFieldKeyOf(field)) ? [index] : [],
  );
  if (wanted.length === 0) return [];
  return rows.flatMap((row) => wanted.map((index) => row[index]?.trim() ?? "")).filter((value) => value !== "");
}

function usualDateOrder(language: string): DateOrder {
  return language === "en-US" ? "month_first" : "day_first";
}
