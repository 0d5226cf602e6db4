import { z } from "zod";
import { ownFieldKey } from "../contacts/own-field.ts";
import { country, id, instant, line, reference } from "../fields.ts";
import { pageQuery } from "../page.ts";
import { because } from "../reasons.ts";
import { delimiters, encodings } from "../table-text.ts";
import { dateOrders, decimalMarks } from "./cell.ts";
import { faultReasons } from "./fault.ts";
import { identities, importFields, mostColumns } from "./field.ts";

/** Of a file or a pasted table. */
export const mostFileBytes = 20 * 1024 * 1024;
export const mostRows = 200_000;
export const mostImportColumns = 200;

export const importStates = [
  "reading",
  "unreadable",
  "open",
  "checking",
  "checked",
  "running",
  "done",
  "cancelled",
  "undoing",
  "undone",
  "failed",
] as const;
export type ImportState = (typeof importStates)[number];

/** Those in which a worker is at it. */
export const statesAtWork = ["reading", "checking", "running", "undoing"] as const satisfies readonly ImportState[];

/** Why a file cannot be read, or an import did not go on. */
export const importFailures = [
  "nothing_in_it",
  "not_a_table",
  "not_xlsx",
  "old_xls",
  "too_large",
  "too_many_rows",
  "too_many_columns",
  "no_rights",
  "broken",
] as const;
export type ImportFailure = (typeof importFailures)[number];

const importField = z.union([z.enum(importFields), z.templateLiteral(["own_fields.", ownFieldKey])]);

/** What each column is; `null`: ignore it. A field is one column's, but for addresses and groups. */
const columns = z
  .array(importField.nullable())
  .max(mostImportColumns)
  .superRefine((chosen, context) => {
    for (const [index, field] of chosen.entries()) {
      if (field === null) continue;
      const before = chosen.slice(0, index).filter((other) => other === field).length;
      if (before >= (mostColumns[field] ?? 1))
        context.addIssue({ code: "custom", path: [index], message: because("duplicate") });
    }
  });

/** How a file is read. What is absent is found out. */
export const importReading = z.strictObject({
  encoding: z.enum(encodings).optional(),
  delimiter: z.enum(delimiters).optional(),
  /** Name of a sheet. */
  sheet: z.string().max(100).optional(),
  /** Counted from 0; null: the data begin at once. */
  header_row: z.int().min(0).max(1000).nullable().optional(),
});
export type ImportReading = z.output<typeof importReading>;

/** What is done with what was read. */
export const importChoices = z.strictObject({
  columns: columns.optional(),
  /** By what a contact of the file is recognized in the registry. */
  identities: z.array(z.enum(identities)).min(1).max(identities.length).optional(),
  /** Null: as the values of the file say. */
  date_order: z.enum(dateOrders).nullable().optional(),
  decimal: z.enum(decimalMarks).nullable().optional(),
  /** ISO 3166, of phone numbers without a country code. */
  country: country.optional(),
  /** Of new contacts whose row does not say it. */
  kind: z.enum(["person", "company"]).optional(),
  is_customer: z.boolean().optional(),
  /** Whether an empty cell empties the field: not of names, codes, addresses and groups. */
  empty_erases: z.boolean().optional(),
  /** Names of groups that everybody joins; those that there are not are made. */
  groups: z.array(line(100)).max(3).optional(),
});
export type ImportChoices = z.output<typeof importChoices>;

export const importChanges = z.strictObject({ reading: importReading.optional(), ...importChoices.shape });
export type ImportChanges = z.output<typeof importChanges>;

/** All of it, as an import that was read has it. */
export const importSettings = z.object({
  reading: importReading,
  columns: z.array(importField.nullable()),
  identities: z.array(z.enum(identities)),
  date_order: z.enum(dateOrders).nullable(),
  decimal: z.enum(decimalMarks).nullable(),
  country,
  kind: z.enum(["person", "company"]),
  is_customer: z.boolean(),
  empty_erases: z.boolean(),
  groups: z.array(z.string()),
});
export type ImportSettings = z.output<typeof importSettings>;

/** By all that the file has to be recognized by; a file without any is still recognized by something. */
export function identitiesOf(columns: readonly (string | null)[]): ImportSettings["identities"] {
  const had = identities.filter((identity) => columns.includes(identity));
  return had.length > 0 ? had : ["email"];
}

export const importContent = z.object({
  format: z.enum(["csv", "xlsx"]),
  sheets: z.array(z.string()),
  columns: z.array(z.object({ header: z.string(), samples: z.array(z.string()), filled: z.int() })),
  /** Of data, empty ones not counted. */
  rows: z.int(),
  /** The first of the file as it was read, headings included. */
  first_rows: z.array(z.array(z.string())),
});
export type ImportContent = z.output<typeof importContent>;

const faultCount = z.object({
  /** Of the file; null for a whole row. */
  column: z.string().nullable(),
  reason: z.enum(faultReasons),
  count: z.int(),
});

/** What the rows come to, before anything is written and after. */
export const importSummary = z.object({
  new: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  /** Contacts that are not taken in at all. */
  rejected: z.int(),
  /** Rows that say something of a contact that an earlier row is about. */
  joined: z.int(),
  /** Pieces of information that are not taken in [CT-42]: cells, and rows as a whole. */
  faults: z.int(),
  faults_by: z.array(faultCount),
  /** The first of them. */
  fault_examples: z.array(
    z.object({ line: z.int(), column: z.string().nullable(), reason: z.enum(faultReasons), value: z.string() }),
  ),
  /** Addresses that are removed and stay so. */
  suppressed: z.int(),
  /** In how many contacts that are there already each field changes. */
  fields: z.record(z.string(), z.int()),
  new_groups: z.array(z.string()),
  /** How dates were read; not certain where every one could also be meant the other way. Null: there are none. */
  dates: z.object({ order: z.enum(dateOrders), is_certain: z.boolean() }).nullable(),
  /** How numbers like "12.345" were read, where every one could be thousands as well as decimals. Null: there are none. */
  numbers: z
    .object({ decimal: z.enum(decimalMarks) })
    .nullable()
    .default(null),
  /** After taking it back. */
  undone: z.object({ removed: z.int(), taken_back: z.int(), kept: z.int() }).optional(),
});
export type ImportSummary = z.output<typeof importSummary>;

export const contactImport = z.object({
  id,
  /** Empty: pasted. */
  file_name: z.string(),
  actor_name: z.string(),
  state: z.enum(importStates),
  failure: z.enum(importFailures).nullable(),
  settings: importSettings.nullable(),
  content: importContent.nullable(),
  summary: importSummary.nullable(),
  consent_at: instant.nullable(),
  /** So many contacts of `total` are done. */
  position: z.int(),
  total: z.int(),
  has_corrections: z.boolean(),
  created_at: instant,
  finished_at: instant.nullable(),
});
export type ContactImport = z.output<typeof contactImport>;

/** A line of the list of imports. */
export const importInList = contactImport
  .pick({ id: true, file_name: true, actor_name: true, state: true, position: true, total: true, created_at: true })
  .extend({ new: z.int().nullable(), changed: z.int().nullable(), faults: z.int().nullable() });
export type ImportInList = z.output<typeof importInList>;

export const rowOutcomes = ["new", "changed", "unchanged", "rejected"] as const;
export type RowOutcome = (typeof rowOutcomes)[number];

/** What rows of the file do or did to one contact. */
export const importRow = z.object({
  /** Its place among the contacts of the file. */
  id: z.int(),
  /** Of the file, counted from 1. */
  lines: z.array(z.int()),
  outcome: z.enum(rowOutcomes),
  reason: z.enum(faultReasons).nullable(),
  name: z.string(),
  contact: reference.nullable(),
  /** `{field: {from, to}}`; of addresses and groups `to` is what is added. */
  changes: z.record(z.string(), z.unknown()),
  undone: z.enum(["removed", "taken_back", "kept"]).nullable(),
});
export type ImportRow = z.output<typeof importRow>;

export const importRowQuery = pageQuery(z.tuple([z.int().min(0)])).extend({ outcome: z.enum(rowOutcomes).optional() });
export type ImportRowQuery = z.output<typeof importRowQuery>;

export const importCheck = z.strictObject({
  /** That everybody in the file has agreed that their data are kept and used [CT-30], unless that was said before. */
  has_consent: z.boolean().default(false),
});
