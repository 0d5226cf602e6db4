import { ruleWarnings } from "../db/rule-warnings.ts";
import { listRules, lockRules, replaceRules } from "../db/rules.ts";
import { knownStatuses } from "../db/statuses.ts";
import { areSameRules, type Rule } from "../domain/rules/rules.ts";
import type { Call } from "./http.ts";
import type * as operations from "./operations/notification-rules.ts";
import { Refusal, refusedAt } from "./refusal.ts";

export async function chooseRules({ transaction, body }: Call<typeof operations.chooseRules>) {
  await refuseUnknownStatuses(transaction, body.rules);
  await lockRules(transaction);
  if (body.seen) {
    const current = { rules: await listRules(transaction) };
    if (!areSameRules(body.seen, current.rules)) throw new Refusal("version_conflict", { current });
  }
  await replaceRules(transaction, body.rules);
  return { rules: await listRules(transaction), warnings: await ruleWarnings(transaction) };
}

export async function refuseUnknownStatuses(transaction: Call["transaction"], rules: readonly Rule[]): Promise<void> {
  const known = await knownStatuses(transaction);
  const unknown = rules.findIndex((rule) => !known.has(rule.status_id));
  if (unknown >= 0) throw refusedAt(`rules.${unknown}.status_id`, "does_not_exist");
}
