import { ruleWarnings } from "../db/rule-warnings.ts";
import { listRules, replaceRules } from "../db/rules.ts";
import { knownStatuses } from "../db/statuses.ts";
import type { Call } from "./http.ts";
import type * as operations from "./operations/notification-rules.ts";
import { refusedAt } from "./refusal.ts";

export async function chooseRules({ transaction, body }: Call<typeof operations.chooseRules>) {
  const known = await knownStatuses(transaction);
  const unknown = body.rules.findIndex((rule) => !known.has(rule.status_id));
  if (unknown >= 0) throw refusedAt(`rules.${unknown}.status_id`, "does_not_exist");
  await replaceRules(transaction, body.rules);
  return { rules: await listRules(transaction), warnings: await ruleWarnings(transaction) };
}
