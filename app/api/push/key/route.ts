import { webEnv } from "#lib/env.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/push-subscriptions.ts";

export const GET = route(operations.showPushKey, async () => ({ public_key: webEnv().VAPID_PUBLIC_KEY }));
