import { contactColumns } from "./en/contact-columns.ts";
import { errors, reasons } from "./en/errors.ts";
import { exportWords } from "./en/export-words.ts";
import { importFaults } from "./en/import-faults.ts";
import { mail } from "./en/mail.ts";
import { notifications } from "./en/notifications.ts";
import { registry } from "./en/registry.ts";
import { skipReasons } from "./en/skip-reasons.ts";
import { unsubscribe } from "./en/unsubscribe.ts";

/** English is the catalogue's source: its keys, and the arguments in its texts, are what every language must have. */
export const en = {
  notifications,
  mail,
  errors,
  reasons,
  registry,
  export_words: exportWords,
  import_faults: importFaults,
  contact_columns: contactColumns,
  skip_reasons: skipReasons,
  unsubscribe,
} as const;
