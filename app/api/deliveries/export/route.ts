import { exportDeliveries } from "#lib/server/exports/deliveries.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/exports.ts";

export const GET = route(operations.exportDeliveries, exportDeliveries);
