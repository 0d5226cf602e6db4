import { pageRoute } from "#lib/server/http.ts";
import { operation } from "#lib/server/operations/operation.ts";
import { Refusal } from "#lib/server/refusal.ts";

const anything = operation({ method: "GET", path: "/api/*", tag: "", summary: "", access: "anyone" });

/** A path that is not in the contract gets a problem document, too. */
const nothingHere = pageRoute(anything, async () => {
  throw new Refusal("not_found");
});

export { nothingHere as DELETE, nothingHere as GET, nothingHere as PATCH, nothingHere as POST, nothingHere as PUT };
