import { contactColumns } from "./contact-columns.ts";
import { contacts } from "./contacts/contacts.ts";
import { fields } from "./contacts/fields.ts";
import { groups } from "./contacts/groups.ts";
import { imports } from "./contacts/imports.ts";
import { people } from "./contacts/people.ts";
import { removed } from "./contacts/removed.ts";
import { importFaults } from "./import-faults.ts";

export const contactsTexts = {
  contact_columns: contactColumns,
  contacts,
  fields,
  groups,
  import_faults: importFaults,
  imports,
  people,
  removed,
} as const;
