import { z } from "zod";
import { idInPath } from "../../domain/fields.ts";
import { statusPreview, statusPreviewQuery } from "../../domain/interventions/status-preview.ts";
import { operation } from "./operation.ts";

export const previewStatus = operation({
  method: "GET",
  path: "/api/interventions/{number}/status-preview",
  tag: "Interventions",
  summary: "Who would be told of a status, and who not and why; changes nothing",
  triesOut: true,
  access: "account",
  params: z.object({ number: idInPath }),
  query: statusPreviewQuery,
  answer: statusPreview,
});
