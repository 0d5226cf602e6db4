import { setOrder } from "#lib/db/order.ts";
import { listStatuses } from "#lib/db/statuses.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/statuses.ts";
import { Refusal } from "#lib/server/refusal.ts";

export const PUT = route(operations.orderStatuses, async ({ transaction, body, account }) => {
  const isDone = await setOrder(transaction, "intervention_statuses", body.ids);
  const answer = { items: await listStatuses(transaction, false, account.language), next_cursor: null };
  if (!isDone) throw new Refusal("version_conflict", { current: answer });
  return answer;
});
