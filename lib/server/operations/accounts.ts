import { z } from "zod";
import { login, loginChanges } from "../../domain/accounts/account.ts";
import { page } from "../../domain/page.ts";
import { operation } from "./operation.ts";

const path = "/api/accounts";
const tag = "Accounts";

export const listLogins = operation({
  method: "GET",
  path,
  tag,
  summary: "Every login of the company, by name",
  access: "administrator",
  answer: page(login),
});

export const changeLogin = operation({
  method: "PATCH",
  path: `${path}/{id}`,
  tag,
  summary: "Switch a login on or off, or give it another profile",
  access: "administrator",
  params: z.object({ id: z.uuid() }),
  body: loginChanges,
  answer: login,
});
