import { z } from "zod";
import { id } from "../fields.ts";
import { profile } from "./profile.ts";

/** A login: who it is, and what it may do. Without a profile or while inactive it may do nothing. */
export const login = z.object({
  id: z.uuid(),
  contact_id: id,
  name: z.string(),
  /** The address one signs in with. */
  email: z.string(),
  profile: profile.omit({ level: true }).nullable(),
  is_active: z.boolean(),
});
export type Login = z.infer<typeof login>;

/** What is absent stays as it is. */
export const loginChanges = z.strictObject({ is_active: z.boolean().optional(), profile_id: id.nullable().optional() });
export type LoginChanges = z.output<typeof loginChanges>;
