import { handOverWork } from "#lib/server/handover.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/people.ts";

export const POST = route(operations.handOver, handOverWork);
