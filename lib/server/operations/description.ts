import { z } from "zod";
import { operation } from "./operation.ts";

export const describe = operation({
  method: "GET",
  path: "/api/openapi.json",
  tag: "Operation",
  summary: "This description",
  access: "anyone",
  answer: z.looseObject({ openapi: z.string() }),
});
