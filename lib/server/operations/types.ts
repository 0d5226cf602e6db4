import { z } from "zod";
import { idInPath } from "../../domain/fields.ts";
import { order } from "../../domain/order.ts";
import { page } from "../../domain/page.ts";
import { archivedQuery } from "../../domain/statuses/status.ts";
import { newType, type, typeChanges } from "../../domain/types/type.ts";
import { operation } from "./operation.ts";

const path = "/api/types";
const tag = "Types";

export const listTypes = operation({
  method: "GET",
  path,
  tag,
  summary: "The company's types of intervention, in its own order",
  access: "account",
  area: "interventions",
  query: archivedQuery,
  answer: page(type),
});

export const createType = operation({
  method: "POST",
  path,
  tag,
  summary: "A new type of intervention",
  access: "administrator",
  body: newType,
  status: 201,
  answer: type,
});

export const changeType = operation({
  method: "PATCH",
  path: `${path}/{id}`,
  tag,
  summary: "Change, archive or bring back a type",
  access: "administrator",
  params: z.object({ id: idInPath }),
  body: typeChanges,
  fields: { archived_at: "is_archived" },
  answer: type,
});

export const orderTypes = operation({
  method: "PUT",
  path: `${path}/order`,
  tag,
  summary: "The order of all that are not archived",
  access: "administrator",
  body: order,
  answer: page(type),
});
