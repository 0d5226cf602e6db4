import { singleLine } from "../text.ts";
import {
  type DateOrder,
  type DecimalMark,
  isRounded,
  type ReadAddress,
  readDate,
  readEmail,
  readNumber,
  readPhone,
  splitEmails,
  splitPhones,
} from "./cell.ts";
import type { Fault, FaultReason } from "./fault.ts";
import { type ImportField, isOwnField, ownFieldKeyOf, type siteFields } from "./field.ts";
import { countryCalled, kindCalled, languageCalled } from "./words-of-values.ts";

/** How the cells of a file are to be understood. */
export type ReadingRules = {
  columns: readonly (ImportField | null)[];
  ownFields: ReadonlyMap<string, "text" | "number" | "date">;
  dateOrder: DateOrder;
  decimal: DecimalMark;
  /** ISO 3166, of phone numbers and addresses that name none. */
  country: string;
};

/** What rows of the file say of one contact; what they do not say is absent. */
export type ImportItem = {
  /** Of the file, counted from 1. */
  lines: number[];
  name: string;
  code?: string;
  kind?: "person" | "company";
  company?: string;
  language?: string;
  note?: string;
  emails: ReadAddress[];
  phones: ReadAddress[];
  site: Partial<Record<(typeof siteFields)[number], string>>;
  groups: string[];
  own_fields: Record<string, string | number>;
  /** Fields of the file that have no value here, to be emptied where that is asked for. */
  empty: string[];
};

const longest: Partial<Record<ImportField, number>> = {
  name: 300,
  code: 100,
  note: 20_000,
  site_name: 200,
  street: 300,
  postal_code: 20,
  city: 200,
  access_note: 2000,
  group: 100,
  company: 300,
};

/** What a row says, and which of its cells say nothing that can be used. Null for an empty row. */
export function readRow(
  cells: readonly string[],
  line: number,
  rules: ReadingRules,
): { item: ImportItem; faults: Fault[] } | null {
  if (cells.every((cell) => cell.trim() === "")) return null;
  const item: ImportItem = {
    lines: [line],
    name: "",
    emails: [],
    phones: [],
    site: {},
    groups: [],
    own_fields: {},
    empty: [],
  };
  const faults: Fault[] = [];
  const names = { first: "", last: "" };
  const filled = new Set<ImportField>();
  for (const [column, field] of rules.columns.entries()) {
    if (field === null) continue;
    // An export puts an apostrophe before what a spreadsheet would take for a formula.
    const text = (cells[column] ?? "").trim().replace(/^'(?=[=+\-@])/, "");
    if (singleLine(text) === "") continue;
    filled.add(field);
    for (const reason of take(item, names, field, text, rules)) faults.push({ line, column, reason });
  }
  item.name ||= [names.first, names.last].filter(Boolean).join(" ");
  // "Rossi srl" in the column of companies, and nobody's name beside it: the company itself is meant.
  if (item.name === "" && item.company !== undefined) {
    item.name = item.company;
    item.kind ??= "company";
    delete item.company;
  }
  if (item.name.length > 300) {
    faults.push({ line, column: rules.columns.indexOf("first_name"), reason: "too_long" });
    item.name = "";
  }
  item.empty = [...new Set(rules.columns.filter((field) => field !== null && !filled.has(field)))] as string[];
  return { item, faults };
}

/** Puts a cell where it belongs; what cannot be used is returned as a reason. */
function take(
  item: ImportItem,
  names: { first: string; last: string },
  field: ImportField,
  text: string,
  rules: ReadingRules,
): FaultReason[] {
  const most = longest[field];
  if (most !== undefined && text.length > most) return ["too_long"];
  if (isOwnField(field)) return takeOwnField(item, ownFieldKeyOf(field), text, rules);
  switch (field) {
    case "name":
      item.name = singleLine(text);
      return [];
    case "first_name":
      names.first = singleLine(text);
      return [];
    case "last_name":
      names.last = singleLine(text);
      return [];
    case "code":
      if (isRounded(text)) return ["spreadsheet_rounded"];
      item.code = singleLine(text);
      return [];
    case "company":
      item.company = singleLine(text);
      return [];
    case "note":
      item.note = text;
      return [];
    case "email":
      return takeAddresses(item.emails, splitEmails(text).map(readEmail));
    case "phone":
      return takeAddresses(
        item.phones,
        splitPhones(text).map((phone) => readPhone(phone, rules.country)),
      );
    case "group":
      for (const name of text.split(/[;|\n]/).map(singleLine)) {
        if (name !== "" && !item.groups.includes(name)) item.groups.push(name);
      }
      return item.groups.splice(3).length > 0 ? ["too_many_groups"] : [];
    case "kind":
      return known(kindCalled(text), "not_a_kind", (kind) => Object.assign(item, { kind }));
    case "language":
      return known(languageCalled(text), "not_a_language", (language) => Object.assign(item, { language }));
    case "country":
      return known(countryCalled(text), "not_a_country", (country) => Object.assign(item.site, { country }));
    default:
      item.site[field] = field === "access_note" ? text : singleLine(text);
      return [];
  }
}

function known<Value>(value: Value | null, reason: FaultReason, use: (value: Value) => void): FaultReason[] {
  if (value === null) return [reason];
  use(value);
  return [];
}

function takeAddresses(
  addresses: ReadAddress[],
  read: readonly ({ value: ReadAddress } | { fault: FaultReason })[],
): FaultReason[] {
  const reasons: FaultReason[] = [];
  for (const one of read) {
    if ("fault" in one) reasons.push(one.fault);
    else if (!addresses.some(({ value }) => value === one.value.value)) addresses.push(one.value);
  }
  return reasons;
}

function takeOwnField(item: ImportItem, key: string, text: string, rules: ReadingRules): FaultReason[] {
  const type = rules.ownFields.get(key);
  if (type === "number" || type === "date") {
    const read = type === "number" ? readNumber(text, rules.decimal) : readDate(text, rules.dateOrder);
    if ("fault" in read) return [read.fault];
    item.own_fields[key] = read.value;
    return [];
  }
  if (text.length > 2000) return ["too_long"];
  item.own_fields[key] = text;
  return [];
}
