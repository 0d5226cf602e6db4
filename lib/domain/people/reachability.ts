import { z } from "zod";
import { toldEventKinds } from "../events.ts";
import { id, reference } from "../fields.ts";
import { audiences, channels, skipReasons } from "../notifications/message.ts";

/** A way of telling somebody something, and whether it leads there now. */
export const way = z.object({
  channel: z.enum(channels),
  /** `assignment`: new work, work taken off, another date. It always goes to an active login [NT-22]. */
  matter: z.enum(["status", "assignment"]),
  /** The first thing that stands in the way; null: the person is reached. */
  reason: z.enum(skipReasons).nullable(),
  /** That would get it, of e-mail. */
  address: z.string().nullable(),
  /** That would ring, of push; the bell has it even without any. */
  devices: z.int().nullable(),
  /** Of which this audience is told on this channel. */
  statuses: z.array(reference),
});
export type Way = z.infer<typeof way>;

/** What a person will and will not be told, and why; gates and their order as in the fan-out. */
export const reachability = z.object({
  contact_id: id,
  /** Those that the person is in. */
  audiences: z.array(z.object({ audience: z.enum(audiences), ways: z.array(way) })),
  /** Administrates by a profile of the company's own, so is not told as administrator [NT-3, NT-17]. */
  has_rights_only: z.boolean(),
  /** What the person has chosen; null without a login. */
  choices: z
    .object({
      mute_own_actions: z.boolean(),
      muted_email_kinds: z.array(z.enum(toldEventKinds)),
      quiet_hours: z.object({ from: z.string(), to: z.string(), time_zone: z.string() }).nullable(),
    })
    .nullable(),
});
export type Reachability = z.infer<typeof reachability>;
