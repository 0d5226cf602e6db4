import { contactColumns } from "./en/contact-columns.ts";
import { errors, reasons } from "./en/errors.ts";
import { exportColumns } from "./en/export-columns.ts";
import { exportWords } from "./en/export-words.ts";
import { importFaults } from "./en/import-faults.ts";
import { mail } from "./en/mail.ts";
import { notifications } from "./en/notifications.ts";
import { registry } from "./en/registry.ts";
import { jobs } from "./en/screens/jobs.ts";
import { deliveries } from "./en/settings/deliveries.ts";
import { skipReasons } from "./en/skip-reasons.ts";
import { unsubscribe } from "./en/unsubscribe.ts";

/** English is the catalogue's source: its keys, and the arguments in its texts, are what every language must have. */
export const en = {
  notifications,
  mail,
  errors,
  reasons,
  registry,
  ...exportColumns,
  export_words: exportWords,
  deliveries,
  jobs,
  import_faults: importFaults,
  contact_columns: contactColumns,
  skip_reasons: skipReasons,
  unsubscribe,
} as const;
