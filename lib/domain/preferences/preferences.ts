import { z } from "zod";
import { toldEventKinds } from "../events.ts";
import { language, timeZone } from "../fields.ts";
import { because } from "../reasons.ts";

/** `22:00`, local time. */
const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, because("not_a_local_time"));

const emailKind = z.enum(toldEventKinds);

/** Pushes wait for the end of the quiet time, which may lie on the next day; assignments do not wait. */
const quietHours = z.strictObject({ from: localTime, to: localTime, time_zone: timeZone });

/** What is absent stays as it is. */
export const preferenceChanges = z.strictObject({
  /** Null: the contact's, else the organization's. */
  language: language.nullable().optional(),
  /** Not to be told of what one did oneself; assignments excepted. */
  mute_own_actions: z.boolean().optional(),
  /** Whether to get e-mail of a kind of fact. */
  email_kinds: z.partialRecord(emailKind, z.boolean()).optional(),
  /** Null: none. */
  quiet_hours: quietHours.nullable().optional(),
});
export type PreferenceChanges = z.output<typeof preferenceChanges>;

export const preferences = z.object({
  language: z.string().nullable(),
  mute_own_actions: z.boolean(),
  email_kinds: z.record(emailKind, z.boolean()),
  quiet_hours: quietHours.nullable(),
});
export type Preferences = z.infer<typeof preferences>;
