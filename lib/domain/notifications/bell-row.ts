import { z } from "zod";
import { toldEventKinds } from "../events.ts";
import { flag, id, instant } from "../fields.ts";
import { pageByIdQuery } from "../page.ts";
import { ringingKinds } from "./message.ts";

/** One row of the bell, worded for its reader. */
export const bellRow = z.object({
  id,
  kind: z.enum([...toldEventKinds, ...ringingKinds]),
  title: z.string(),
  body: z.string(),
  /** On our own origin; leads to the intervention [NT-13], or to what else it is about. */
  path: z.string(),
  /** Null where it is about none. */
  intervention_number: id.nullable(),
  created_at: instant,
  read_at: instant.nullable(),
});
export type BellRow = z.infer<typeof bellRow>;

/** Capped: 100 means "99+". */
export const unreadCount = z.object({ unread_count: z.int().min(0).max(100) });

export const bellQuery = pageByIdQuery.extend({ unread: flag.default(false) });
