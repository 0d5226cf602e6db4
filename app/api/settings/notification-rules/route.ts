import { listRules } from "#lib/db/rules.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/notification-rules.ts";
import { chooseRules } from "#lib/server/rules.ts";

export const GET = route(operations.showRules, async ({ transaction }) => ({ rules: await listRules(transaction) }));

export const PUT = route(operations.chooseRules, chooseRules);
