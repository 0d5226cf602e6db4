import { z } from "zod";
import { id } from "../fields.ts";
import { considered } from "../interventions/status-preview.ts";
import { audiences, channels } from "../notifications/message.ts";
import { because } from "../reasons.ts";

/** This audience is told on this channel when an intervention enters this status. */
export const rule = z.strictObject({ status_id: id, audience: z.enum(audiences), channel: z.enum(channels) });
export type Rule = z.infer<typeof rule>;

/** A rule by its name: `2:email:admin`. */
export type RuleKey = string;

export function keyOf({ status_id, channel, audience }: Rule): RuleKey {
  return `${status_id}:${channel}:${audience}`;
}

/** Whether two sets are the same, in whatever order. */
export function areSameRules(some: readonly Rule[], others: readonly Rule[]): boolean {
  return new Set(some.map(keyOf)).symmetricDifference(new Set(others.map(keyOf))).size === 0;
}

/** Customers get no push [NT-23]. */
const possibleRule = rule.refine(({ audience, channel }) => !(audience === "customer" && channel === "push"), {
  path: ["channel"],
  error: because("customers_get_no_push"),
});

const ruleSet = z.array(possibleRule).max(10_000);

/** The whole set: a rule that is missing is off. With the set as it was `seen`, only that one is replaced. */
export const ruleChoice = z.strictObject({
  rules: ruleSet,
  seen: z.array(rule).max(10_000).optional(),
});

export const rules = z.object({ rules: z.array(rule) });

export const warningCodes = [
  "customers_without_default_email",
  "customers_with_suppressed_address",
  "technicians_without_login",
  "technicians_without_profile",
  "technicians_without_default_email",
  "technicians_with_inactive_login",
  "technicians_with_suppressed_address",
  "administrators_with_suppressed_address",
  "no_administrator",
] as const;

/** People whom the rules mean and who cannot be reached; `people` are the first of them by name. */
export const ruleWarning = z.object({
  code: z.enum(warningCodes),
  count: z.int(),
  people: z.array(z.object({ contact_id: id, name: z.string() })),
});
export type RuleWarning = z.infer<typeof ruleWarning>;

/** Rules that are being thought about, and, if one is named, a change of status under them. */
export const ruleTrial = z.strictObject({
  rules: ruleSet,
  change: z
    .strictObject({ intervention_number: id, status_id: id, notify_customer: z.boolean().default(true) })
    .optional(),
});

/** What the person would read: the subject of an e-mail, or title and body of a push and a bell row. */
const said = z.object({ title: z.string(), body: z.string() });

const tried = considered.extend({ message: said.nullable() });
export type Tried = z.infer<typeof tried>;

export const ruleTrialResult = z.object({
  /** Whom the rules mean and do not reach, today. */
  warnings: z.array(ruleWarning),
  /** Who would be told of the change; null when none is named. */
  items: z.array(tried).nullable(),
});
export type RuleTrialResult = z.infer<typeof ruleTrialResult>;
