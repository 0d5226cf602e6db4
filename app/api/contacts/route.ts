import { listContacts } from "#lib/db/contacts.ts";
import { createContact } from "#lib/server/contacts.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/contacts.ts";

export const GET = route(operations.listContacts, ({ transaction, query, account }) =>
  listContacts(transaction, query, account.is_admin),
);
export const POST = route(operations.createContact, createContact);
