import { listContactFields } from "#lib/db/contact-fields.ts";
import { setOrder } from "#lib/db/order.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/contact-fields.ts";
import { Refusal } from "#lib/server/refusal.ts";

export const PUT = route(operations.orderContactFields, async ({ transaction, body }) => {
  const isDone = await setOrder(transaction, "contact_fields", body.ids);
  const answer = { items: await listContactFields(transaction), next_cursor: null };
  if (!isDone) throw new Refusal("version_conflict", { current: answer });
  return answer;
});
