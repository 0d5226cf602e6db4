import type { Catalogue } from "./catalogue.ts";
import { contactColumns } from "./it/contact-columns.ts";
import { errors, reasons } from "./it/errors.ts";
import { exportColumns } from "./it/export-columns.ts";
import { exportWords } from "./it/export-words.ts";
import { importFaults } from "./it/import-faults.ts";
import { mail } from "./it/mail.ts";
import { notifications } from "./it/notifications.ts";
import { registry } from "./it/registry.ts";
import { jobs } from "./it/screens/jobs.ts";
import { deliveries } from "./it/settings/deliveries.ts";
import { skipReasons } from "./it/skip-reasons.ts";
import { unsubscribe } from "./it/unsubscribe.ts";

export const it: Catalogue = {
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
};
