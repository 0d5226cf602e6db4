import { z } from "zod";
import { id, line } from "../fields.ts";

export const levels = ["administrator", "technician"] as const;

/** Only accounts with this one are told as administrators [NT-3, NT-17]; others of its level have the rights alone. */
export const ADMIN_DEFAULT = "Admin-Default";

/** What an account may do; rights follow the level. */
export const profile = z.object({
  id,
  /** Never changes; the name may. */
  key: z.string(),
  name: z.string(),
  level: z.enum(levels),
});
export type Profile = z.infer<typeof profile>;

export const profileRecord = profile.extend({
  /** Came with the product: it keeps its level, and stays. */
  is_shipped: z.boolean(),
  /** How many accounts have it, deactivated ones too. */
  accounts: z.int(),
  /** How many open invitations promise it. */
  invitations: z.int(),
});
export type ProfileRecord = z.infer<typeof profileRecord>;

const name = line(100);

export const newProfile = z.strictObject({ name, level: z.enum(levels) });
export type NewProfile = z.output<typeof newProfile>;

/** What is absent stays as it is. The level of one that is in use stays anyway. */
export const profileChanges = newProfile.partial();
export type ProfileChanges = z.output<typeof profileChanges>;
