import type { NotificationRow } from "../db/notifications.ts";
import type { BellRow } from "../domain/notifications/bell-row.ts";
import type { Organization } from "../domain/notifications/message.ts";
import { wordingOf } from "../domain/notifications/wording.ts";
import { translator } from "../messages/index.ts";
import { log } from "./log.ts";

/** The row, or nothing where it cannot be worded: one must not keep the others from being read. */
export function wordedRow(row: NotificationRow & { language: string }, organization: Organization): BellRow[] {
  try {
    return [bellRow(row, organization)];
  } catch (error) {
    log("error", { event: "bell_row_not_worded", notification: row.id, error: (error as Error).message });
    return [];
  }
}

/**
 * A bell row in its reader's words: those of the message itself, told from what it was about as it was then. The list and
 * the stream show the same.
 * @param row `language` is the reader's
 */
export function bellRow(row: NotificationRow & { language: string }, organization: Organization): BellRow {
  const words = translator(row.language, organization.language);
  // Wording for staff does not call the reader by name.
  const { title, body, action } = wordingOf(row, { name: "", language: row.language }, organization, words);
  return {
    id: row.id,
    kind: row.kind,
    title,
    body,
    path: action?.path ?? "/",
    intervention_number: row.snapshot?.number ?? null,
    created_at: row.created_at.toISOString(),
    read_at: row.read_at?.toISOString() ?? null,
  };
}
