import { z } from "zod";
import { instant, reference } from "../fields.ts";
import { suppressionScopes } from "./suppression.ts";

export const contactEventKinds = [
  "contact.created",
  "contact.changed",
  "contact.joined_group",
  "contact.left_group",
  "contact.anonymised",
  "address.suppressed",
  "address.lifted",
] as const;

const change = z.object({ from: z.unknown(), to: z.unknown() });

/** One line of a contact's history; newest first. Of its addresses, what was said while and before it had them. */
export const contactEvent = z.object({
  /** Unique in the history of one contact. */
  id: z.string(),
  kind: z.enum(contactEventKinds),
  created_at: instant,
  /** As the person was called then; null for the system. */
  actor_name: z.string().nullable(),
  /** The door: `admin`, `api`, `import`, `sql` …; of a suppression its source. */
  origin: z.string(),
  /** Of `contact.changed`: by field, `own_fields.<key>` included. */
  changes: z.record(z.string(), change).nullable(),
  /** Of joining and leaving. */
  group: reference.nullable(),
  /** Of a suppression. */
  address: z.string().nullable(),
  scope: z.enum(suppressionScopes).nullable(),
  reason: z.string().nullable(),
});
export type ContactEvent = z.infer<typeof contactEvent>;

export const contactHistory = z.object({ items: z.array(contactEvent) });
/** How far back the history of one contact is told. */
export const longestHistory = 500;
