import { categoryById, deleteCategory, renameCategory } from "#lib/db/group-categories.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/groups.ts";
import { found, Refusal } from "#lib/server/refusal.ts";

export const PATCH = route(operations.changeCategory, async ({ transaction, params, body }) => {
  if (body.name !== undefined) await renameCategory(transaction, params.id, body.name);
  return found(await categoryById(transaction, params.id));
});

export const DELETE = route(operations.deleteCategory, async ({ transaction, params }) => {
  if (!(await deleteCategory(transaction, params.id))) throw new Refusal("not_found");
  return undefined;
});
