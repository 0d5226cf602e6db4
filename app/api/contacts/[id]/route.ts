import { contactById } from "#lib/db/contacts.ts";
import { changeContact } from "#lib/server/contacts.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/contacts.ts";
import { found } from "#lib/server/refusal.ts";

export const GET = route(operations.showContact, async ({ transaction, params }) =>
  found(await contactById(transaction, params.id)),
);

export const PATCH = route(operations.changeContact, changeContact);
