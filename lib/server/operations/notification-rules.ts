import { z } from "zod";
import { ruleChoice, rules, ruleTrial, ruleTrialResult, ruleWarning } from "../../domain/rules/rules.ts";
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

export const tryRules = operation({
  method: "POST",
  path: `${path}/trial`,
  tag,
  summary: "Whom these rules would not reach, and who would be told of a change of status under them; changes nothing",
  access: "administrator",
  body: ruleTrial,
  answer: ruleTrialResult,
});
