import { countPeople } from "#lib/db/people.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/people.ts";

export const GET = route(operations.countPeople, ({ transaction, query }) => countPeople(transaction, query.filter));
