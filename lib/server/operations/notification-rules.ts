import { z } from "zod";
import { ruleChoice, rules, ruleWarning } from "../../domain/rules/rules.ts";
import { operation } from "./operation.ts";

const path = "/api/settings/notification-rules";
const tag = "Notification rules";

export const showRules = operation({
  method: "GET",
  path,
  tag,
  summary: "Who is told of which status on which channel",
  access: "account",
  answer: rules,
});

export const chooseRules = operation({
  method: "PUT",
  path,
  tag,
  summary:
    "Replace the whole set, or refuse when it is not as it was seen; warns of people whom it means and does not reach",
  access: "administrator",
  body: ruleChoice,
  answer: rules.extend({ warnings: z.array(ruleWarning) }),
});
