import { z } from "zod";
import { apiKey, madeApiKey, newApiKey } from "../../domain/api-keys/api-key.ts";
import { idInPath } from "../../domain/fields.ts";
import { page } from "../../domain/page.ts";
import { operation } from "./operation.ts";

const path = "/api/api-keys";
const tag = "API keys";

export const listApiKeys = operation({
  method: "GET",
  path,
  tag,
  summary: "Keys of other systems, newest first, without the keys themselves",
  access: "administrator",
  answer: page(apiKey),
});

export const makeApiKey = operation({
  method: "POST",
  path,
  tag,
  summary: "A new key, which is answered this once",
  access: "administrator",
  body: newApiKey,
  status: 201,
  answer: madeApiKey,
});

export const revokeApiKey = operation({
  method: "DELETE",
  path: `${path}/{id}`,
  tag,
  summary: "A key is good for nothing any more",
  access: "administrator",
  params: z.object({ id: idInPath }),
});
