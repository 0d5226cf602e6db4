import type { NotificationRow } from "../db/notifications.ts";
import type { BellRow } from "../domain/notifications/bell-row.ts";
import type { Organization, Recipient } from "../domain/notifications/message.ts";
import { wordingOf } from "../domain/notifications/wording.ts";
import { translator } from "../messages/index.ts";

/** A bell row in its reader's words: those of the message itself, told from what the intervention was then. */
export function bellRowOf(row: NotificationRow, recipient: Recipient, organization: Organization): BellRow {
  const words = translator(recipient.language, organization.language);
  const { title, body, action } = wordingOf(row, recipient, organization, words);
  return {
    id: row.id,
    kind: row.kind,
    title,
    body,
    path: action?.path ?? "/",
    intervention_number: row.snapshot.number,
    created_at: row.created_at.toISOString(),
    read_at: row.read_at?.toISOString() ?? null,
  };
}
