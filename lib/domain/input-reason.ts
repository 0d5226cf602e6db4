import type { z } from "zod";
import { isReason, type Reason } from "./reasons.ts";

export type Why = { reason: Reason; values?: Record<string, string | number> };

const types: Record<string, Reason> = {
  string: "not_text",
  number: "not_a_number",
  int: "not_a_whole_number",
  boolean: "not_true_or_false",
  array: "not_a_list",
  tuple: "not_a_list",
  object: "not_an_object",
  record: "not_an_object",
};

const formats: Record<string, Reason> = {
  datetime: "not_a_time",
  email: "not_an_email",
  base64url: "not_a_push_key",
  base64: "not_a_picture",
};

/** What is wrong, by an issue of zod; parse with `reportInput`, else nothing is known to be missing. */
export function whyOf(issue: z.core.$ZodIssue): Why {
  if (isReason(issue.message)) return { reason: issue.message, values: valuesOf(issue) };
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return { reason: issue.path.length === 0 ? "body_required" : "required" };
      return { reason: types[issue.expected] ?? "not_possible" };
    case "invalid_value":
      if (issue.input === undefined) return { reason: "required" };
      return { reason: "not_one_of", values: { allowed: issue.values.join(", ") } };
    case "too_small":
      return tooSmall(issue.origin, Number(issue.minimum));
    case "too_big":
      return { reason: sized[issue.origin]?.most ?? "too_big", values: { maximum: Number(issue.maximum) } };
    case "invalid_format":
      return { reason: formats[issue.format] ?? "not_possible" };
    case "unrecognized_keys":
      return { reason: "unknown_field" };
    case "invalid_key":
      return issue.issues[0] ? whyOf(issue.issues[0]) : { reason: "unknown_field" };
    default:
      return { reason: "not_possible" };
  }
}

/** What a check of ours wants to be said with its reason: where in a text, and what stands there. */
function valuesOf(issue: z.core.$ZodIssue): Why["values"] {
  return issue.code === "custom" ? (issue.params?.values as Why["values"]) : undefined;
}

const sized: Record<string, { least: Reason; most: Reason }> = {
  string: { least: "too_short", most: "too_long" },
  array: { least: "too_few", most: "too_many" },
};

function tooSmall(origin: string, minimum: number): Why {
  const size = sized[origin];
  if (size && minimum === 1) return { reason: "empty" };
  return { reason: size?.least ?? "too_small", values: { minimum } };
}
