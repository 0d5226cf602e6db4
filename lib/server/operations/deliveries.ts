import { z } from "zod";
import { delivery } from "../../domain/deliveries/delivery.ts";
import { idInPath } from "../../domain/fields.ts";
import { page, pageByIdQuery } from "../../domain/page.ts";
import { operation } from "./operation.ts";

const tag = "Deliveries";

export const listDeliveries = operation({
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
