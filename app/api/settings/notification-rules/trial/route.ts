import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/notification-rules.ts";
import { tryRules } from "#lib/server/rule-trial.ts";

export const POST = route(operations.tryRules, tryRules);
