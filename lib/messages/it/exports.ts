import { contactColumns } from "./contact-columns.ts";
import { exportColumns } from "./export-columns.ts";
import { exports } from "./exports/exports.ts";

/** Quello che si dice dove un elenco si porta via come file. */
export const exportsTexts = {
  ...exportColumns,
  contact_columns: contactColumns,
  exports,
} as const;
