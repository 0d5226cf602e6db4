import { deliveryHealth } from "../db/delivery-health.ts";
import type { Call } from "./http.ts";
import type * as operations from "./operations/deliveries.ts";

/** Whether messages leave, for administrators. */
export function showHealth({ transaction }: Call<typeof operations.showDeliveryHealth>) {
  return deliveryHealth(transaction);
}
