import { z } from "zod";
import { operation } from "./operation.ts";

const path = "/unsubscribe/{token}";
const tag = "Unsubscribe";
const params = z.object({ token: z.string() });

export const showUnsubscription = operation({
  method: "GET",
  path,
  tag,
  summary: "The page behind the link in customers' mails; changes nothing",
  access: "anyone",
  params,
  status: 200,
});

export const changeUnsubscription = operation({
  method: "POST",
  path,
  tag,
  summary: "One click of RFC 8058: `List-Unsubscribe=One-Click`, as form, multipart or JSON; `undo=1` takes it back",
  access: "anyone",
  params,
  status: 200,
});
