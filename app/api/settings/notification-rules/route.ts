import { ruleWarnings } from "#lib/db/rule-warnings.ts";
import { listRules, replaceRules } from "#lib/db/rules.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/notification-rules.ts";

export const GET = route(operations.showRules, async ({ transaction }) => ({ rules: await listRules(transaction) }));

export const PUT = route(operations.chooseRules, async ({ transaction, body }) => {
  await replaceRules(transaction, body.rules);
  return { rules: await listRules(transaction), warnings: await ruleWarnings(transaction) };
});
