import { z } from "zod";
import { eventKinds, origins } from "../events.ts";
import { id, instant } from "../fields.ts";

/** What happened. Values are as they were called then. */
export const fact = z.object({
  id,
  kind: z.enum(eventKinds),
  /** When it happened: a phone that was without a network says so later. */
  at: instant,
  /** When it was recorded here. */
  recorded_at: instant,
  origin: z.enum(origins),
  /** Who did it; null for the system. The name is null when the caller may not see that person. */
  actor: z.object({ id: z.uuid(), name: z.string().nullable() }).nullable(),
  /** Of a status or plan: what it was and what it is. Of an assignment: the technician, on one side only. */
  from: z.unknown(),
  to: z.unknown(),
  /** Of an update: old and new value by field. */
  fields: z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() })).nullable(),
});
export type Fact = z.infer<typeof fact>;
