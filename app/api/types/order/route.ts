import { setOrder } from "#lib/db/order.ts";
import { listTypes } from "#lib/db/types.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/types.ts";
import { Refusal } from "#lib/server/refusal.ts";

export const PUT = route(operations.orderTypes, async ({ transaction, body, account }) => {
  const isDone = await setOrder(transaction, "intervention_types", body.ids);
  const answer = { items: await listTypes(transaction, false, account.language), next_cursor: null };
  if (!isDone) throw new Refusal("version_conflict", { current: answer });
  return answer;
});
