import { z } from "zod";
import { idInPath } from "../../domain/fields.ts";
import { page } from "../../domain/page.ts";
import {
  removalQuery,
  shippedQuery,
  template,
  templateChoice,
  templatePreview,
  templateTest,
  templateTexts,
  templateTrial,
} from "../../domain/templates/template.ts";
import { operation } from "./operation.ts";

const path = "/api/settings/templates";
const tag = "Wording";

export const listTemplates = operation({
  method: "GET",
  path,
  tag,
  summary: "What the company words itself; everything else says what is shipped",
  access: "administrator",
  answer: page(template),
});

export const saveTemplate = operation({
  method: "PUT",
  path,
  tag,
  summary: "Word the messages of a status (or of all) to an audience, on a channel, in a language",
  access: "administrator",
  body: templateChoice,
  answer: template,
});

export const removeTemplate = operation({
  method: "DELETE",
  path: `${path}/{id}`,
  tag,
  summary: "Back to the shipped wording",
  access: "administrator",
  params: z.object({ id: idInPath }),
  query: removalQuery,
});

export const showShippedTemplate = operation({
  method: "GET",
  path: `${path}/shipped`,
  tag,
  summary: "The shipped wording as a template to begin with",
  access: "administrator",
  query: shippedQuery,
  answer: templateTexts,
});

export const previewTemplate = operation({
  method: "POST",
  path: `${path}/preview`,
  tag,
  summary: "What a template that need not be saved makes of a real intervention",
  access: "administrator",
  body: templateTrial,
  status: 200,
  answer: templatePreview,
});

export const testTemplate = operation({
  method: "POST",
  path: `${path}/test`,
  tag,
  summary: "Send what a template makes of a real intervention to oneself",
  access: "administrator",
  body: templateTrial,
  status: 202,
  answer: templateTest,
});
