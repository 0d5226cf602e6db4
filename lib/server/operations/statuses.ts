import { z } from "zod";
import { idInPath } from "../../domain/fields.ts";
import { order } from "../../domain/order.ts";
import { page } from "../../domain/page.ts";
import { archivedQuery, newStatus, status, statusChanges } from "../../domain/statuses/status.ts";
import { operation } from "./operation.ts";

const path = "/api/statuses";
const tag = "Statuses";

export const listStatuses = operation({
  method: "GET",
  path,
  tag,
  summary: "The company's statuses, in its own order",
  access: "account",
  area: "interventions",
  query: archivedQuery,
  answer: page(status),
});

export const createStatus = operation({
  method: "POST",
  path,
  tag,
  summary: "A new status",
  access: "administrator",
  body: newStatus,
  status: 201,
  answer: status,
});

export const changeStatus = operation({
  method: "PATCH",
  path: `${path}/{id}`,
  tag,
  summary: "Change, archive or bring back a status",
  access: "administrator",
  params: z.object({ id: idInPath }),
  body: statusChanges,
  fields: { archived_at: "is_archived" },
  answer: status,
});

export const orderStatuses = operation({
  method: "PUT",
  path: `${path}/order`,
  tag,
  summary: "The order of all that are not archived",
  access: "administrator",
  body: order,
  answer: page(status),
});
