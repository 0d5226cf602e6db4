import { listPeople } from "#lib/db/people.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/people.ts";

export const GET = route(operations.listPeople, ({ transaction, query }) => listPeople(transaction, query));
