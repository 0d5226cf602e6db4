import { showHealth } from "#lib/server/delivery-health.ts";
import { route } from "#lib/server/http.ts";
import * as operations from "#lib/server/operations/deliveries.ts";

export const GET = route(operations.showDeliveryHealth, showHealth);
