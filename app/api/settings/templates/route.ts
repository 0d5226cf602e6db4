import { listTemplates } from "#lib/db/templates.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/templates.ts";
import { saveTemplate, shownTemplate } from "#lib/server/templates.ts";

export const GET = route(operations.listTemplates, async ({ transaction, account }) => ({
  items: (await listTemplates(transaction)).map((stored) => shownTemplate(stored, account.language)),
  next_cursor: null,
}));

export const PUT = route(operations.saveTemplate, saveTemplate);
