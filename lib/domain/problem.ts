import { z } from "zod";
import { reasons } from "./reasons.ts";

/** Stable codes of refusals and the HTTP status of each. */
export const problemStatus = {
  invalid_input: 400,
  endpoint_not_allowed: 400,
  invalid_credentials: 401,
  not_signed_in: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  version_conflict: 409,
  already_exists: 409,
  invitation_used: 410,
  invitation_replaced: 410,
  invitation_expired: 410,
  too_large: 413,
  idempotency_mismatch: 422,
  rate_limited: 429,
  internal: 500,
  busy: 503,
} as const;

export type ProblemCode = keyof typeof problemStatus;

/** One thing that is wrong with the input; `path` is dotted, as forms name their fields: `contact_points.0.value`. */
export const inputError = z.object({ path: z.string(), code: z.enum(reasons), message: z.string() });

/**
 * RFC 9457. `reason` is what `detail` says, for programs. `current` comes with version_conflict: what the row looks like
 * now.
 */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(problemStatus) as [ProblemCode, ...ProblemCode[]]),
  detail: z.string().optional(),
  reason: z.enum(reasons).optional(),
  errors: z.array(inputError).optional(),
  current: z.unknown().optional(),
  request_id: z.string(),
});
export type Problem = z.infer<typeof problem>;
