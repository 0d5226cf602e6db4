import { listContacts } from "#lib/db/contacts.ts";
import { createContact } from "#lib/server/contacts.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/contacts.ts";

export const GET = route(operations.listContacts, ({ transaction, query }) => listContacts(transaction, query));
export const POST = route(operations.createContact, createContact);
