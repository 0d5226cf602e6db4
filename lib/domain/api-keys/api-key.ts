import { z } from "zod";
import { id, instant, line } from "../fields.ts";

/** What a key may be for; to read, or to read and change. */
export const apiAreas = ["contacts", "removals", "interventions"] as const;
export type ApiArea = (typeof apiAreas)[number];

export const apiScopes = [
  "contacts:read",
  "contacts:write",
  "removals:read",
  "removals:write",
  "interventions:read",
  "interventions:write",
] as const satisfies readonly `${ApiArea}:${"read" | "write"}`[];
export type ApiScope = (typeof apiScopes)[number];

/** How every key begins, so that it is known for one wherever it turns up. */
export const apiKeyPrefix = "campanella_";

export const apiKey = z.object({
  id,
  name: z.string(),
  scopes: z.array(z.enum(apiScopes)),
  /** The last four characters. */
  hint: z.string(),
  /** Who made it, and as whom it acts. */
  actor_name: z.string(),
  created_at: instant,
  expires_at: instant.nullable(),
  /** To the minute. */
  last_used_at: instant.nullable(),
  revoked_at: instant.nullable(),
  /** Whether it would be let in now: it is not when whoever made it is no administrator any more. */
  is_good: z.boolean(),
});
export type ApiKey = z.infer<typeof apiKey>;

export const newApiKey = z.strictObject({
  name: line(100),
  scopes: z.array(z.enum(apiScopes)).min(1).max(apiScopes.length),
  expires_at: instant.nullable().optional(),
});

/** The only answer that ever has the key itself. */
export const madeApiKey = apiKey.extend({ token: z.string() });
export type MadeApiKey = z.infer<typeof madeApiKey>;
