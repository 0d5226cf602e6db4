import { changePreferences, preferencesOf } from "#lib/db/preferences.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/preferences.ts";

export const GET = route(operations.showPreferences, ({ transaction, account }) =>
  preferencesOf(transaction, account.id),
);

export const PATCH = route(operations.changePreferences, async ({ transaction, account, body }) => {
  await changePreferences(transaction, account.id, body);
  return preferencesOf(transaction, account.id);
});
