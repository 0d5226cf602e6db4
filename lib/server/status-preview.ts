import { beginChange, lockIntervention, updateIntervention } from "../db/intervention-changes.ts";
import { asIf, toldNow } from "../db/previews.ts";
import type { StatusPreview } from "../domain/interventions/status-preview.ts";
import type { Call } from "./http.ts";
import type { previewStatus as operation } from "./operations/status-preview.ts";
import { found } from "./refusal.ts";

/** The same status again tells nobody. */
export async function previewStatus({
  transaction,
  params,
  query,
  isBearer,
}: Call<typeof operation>): Promise<StatusPreview> {
  const locked = found(await lockIntervention(transaction, params.number));
  if (locked.status_id === query.status_id) return { items: [] };
  const items = await asIf(
    transaction,
    async () => {
      await beginChange(transaction, { isApi: isBearer, notifyCustomer: query.notify_customer });
      await updateIntervention(transaction, locked.id, query);
    },
    () => toldNow(transaction),
  );
  return { items };
}
