import { contactFieldById, insertContactField, listContactFields } from "#lib/db/contact-fields.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/contact-fields.ts";
import { found } from "#lib/server/refusal.ts";

export const GET = route(operations.listContactFields, async ({ transaction }) => ({
  items: await listContactFields(transaction),
  next_cursor: null,
}));

export const POST = route(operations.createContactField, async ({ transaction, body }) =>
  found(await contactFieldById(transaction, await insertContactField(transaction, body))),
);
