import { contactColumns } from "./contact-columns.ts";
import { exportColumns } from "./export-columns.ts";
import { exports } from "./exports/exports.ts";

/** What is said where a list is taken along as a file. */
export const exportsTexts = {
  ...exportColumns,
  contact_columns: contactColumns,
  exports,
} as const;
