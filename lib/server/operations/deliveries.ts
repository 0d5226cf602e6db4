import { z } from "zod";
import { delivery, deliveryQuery } from "../../domain/deliveries/delivery.ts";
import { deliveryHealth } from "../../domain/deliveries/health.ts";
import { idInPath } from "../../domain/fields.ts";
import { page, pageByIdQuery } from "../../domain/page.ts";
import { operation } from "./operation.ts";

const tag = "Deliveries";

export const listDeliveries = operation({
  method: "GET",
  path: "/api/deliveries",
  tag,
  summary: "Every message that left, waits or failed, and every one that did not leave and why, newest first",
  access: "administrator",
  query: deliveryQuery,
  answer: page(delivery),
});

export const showDeliveryHealth = operation({
  method: "GET",
  path: "/api/delivery-health",
  tag,
  summary: "Whether messages leave: the worker, the mail server, the push services, and how many messages wait",
  access: "administrator",
  answer: deliveryHealth,
});

export const listDeliveriesOfIntervention = operation({
  method: "GET",
  path: "/api/interventions/{number}/deliveries",
  tag,
  summary: "Who was told of an intervention, or was not and why, newest first",
  access: "administrator",
  params: z.object({ number: idInPath }),
  query: pageByIdQuery,
  answer: page(delivery),
});

export const resendDelivery = operation({
  method: "POST",
  path: "/api/deliveries/{id}/resend",
  tag,
  summary: "One new attempt for a failed delivery",
  access: "administrator",
  params: z.object({ id: idInPath }),
  status: 202,
  answer: z.object({}),
});
