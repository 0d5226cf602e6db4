import { listContactEvents } from "#lib/db/contact-events.ts";
import { contactById } from "#lib/db/contacts.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/contact-events.ts";
import { found } from "#lib/server/refusal.ts";

export const GET = route(operations.listContactEvents, async ({ transaction, params }) => {
  const { id } = found(await contactById(transaction, params.id));
  return { items: await listContactEvents(transaction, id) };
});
