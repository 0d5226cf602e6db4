import { contactFieldById, deleteContactField, renameContactField } from "#lib/db/contact-fields.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/contact-fields.ts";
import { found, Refusal } from "#lib/server/refusal.ts";

export const PATCH = route(operations.renameContactField, async ({ transaction, params, body }) => {
  if (body.name !== undefined) await renameContactField(transaction, params.id, body.name);
  return found(await contactFieldById(transaction, params.id));
});

export const DELETE = route(operations.deleteContactField, async ({ transaction, params }) => {
  if (!(await deleteContactField(transaction, params.id))) throw new Refusal("not_found");
  return undefined;
});
