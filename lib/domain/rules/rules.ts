import { z } from "zod";
import { id } from "../fields.ts";
import { audiences, channels } from "../notifications/message.ts";

/** This audience is told on this channel when an intervention enters this status. */
export const rule = z.strictObject({ status_id: id, audience: z.enum(audiences), channel: z.enum(channels) });
export type Rule = z.infer<typeof rule>;

/** Customers get no push [NT-23]. */
const possibleRule = rule.refine(({ audience, channel }) => !(audience === "customer" && channel === "push"), {
  path: ["channel"],
});

/** The whole set: a rule that is missing is off. */
export const ruleChoice = z.strictObject({ rules: z.array(possibleRule).max(10_000) });

export const rules = z.object({ rules: z.array(rule) });

export const warningCodes = [
  "customers_without_default_email",
  "technicians_without_login",
  "technicians_without_profile",
  "technicians_without_default_email",
  "no_administrator",
] as const;

/** People whom the rules mean and who cannot be reached; `people` are the first of them by name. */
export const ruleWarning = z.object({
  code: z.enum(warningCodes),
  count: z.int(),
  people: z.array(z.object({ contact_id: id, name: z.string() })),
});
export type RuleWarning = z.infer<typeof ruleWarning>;
