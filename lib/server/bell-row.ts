import type { NotificationRow } from "../db/notifications.ts";
import type { BellRow } from "../domain/notifications/bell-row.ts";
import type { Organization } from "../domain/notifications/message.ts";
import type { TemplateBook } from "../domain/notifications/template-book.ts";
import { wordingOf } from "../domain/notifications/wording.ts";
import { translator } from "../messages/index.ts";
import { log } from "./log.ts";

/** A row and whose it is. */
export type RowOfReader = NotificationRow & { language: string; recipient_name: string | null };
export type WordingCompany = { organization: Organization; templates: TemplateBook };

/** The row, or nothing where it cannot be worded: one must not keep the others from being read. */
export function wordedRow(row: RowOfReader, company: WordingCompany): BellRow[] {
  try {
    return [bellRow(row, company)];
  } catch (error) {
    log("error", { event: "bell_row_not_worded", notification: row.id, error: (error as Error).message });
    return [];
  }
}

/**
 * A bell row in its reader's words: those of the message itself, told from what it was about as it was then. The list and
 * the stream show the same.
 */
export function bellRow(row: RowOfReader, { organization, templates }: WordingCompany): BellRow {
  const words = translator(row.language, organization.language);
  const reader = { name: row.recipient_name ?? "", language: row.language };
  const { title, body, action } = wordingOf(row, reader, organization, words, templates);
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
