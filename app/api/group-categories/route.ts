import { categoryById, insertCategory, listCategories } from "#lib/db/group-categories.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/groups.ts";
import { found } from "#lib/server/refusal.ts";

export const GET = route(operations.listCategories, async ({ transaction }) => ({
  items: await listCategories(transaction),
  next_cursor: null,
}));

export const POST = route(operations.createCategory, async ({ transaction, body }) =>
  found(await categoryById(transaction, await insertCategory(transaction, body.name))),
);
