import { type ExportedContact, exportKey, nextContacts } from "../../db/contact-export.ts";
import { ownFields } from "../../db/contact-fields.ts";
import { workplace } from "../../db/organization.ts";
import { type ExportColumn, exportColumns } from "../../domain/contacts/export.ts";
import { cursorOf } from "../../domain/cursor.ts";
import { type WallClock, wallClockIn } from "../../domain/wall-clock.ts";
import { type Translator, translator } from "../../messages/index.ts";
import type { Cell } from "../../spreadsheets/csv.ts";
import type { Call } from "../http.ts";
import type * as operations from "../operations/exports.ts";
import { refusedAt } from "../refusal.ts";
import { AT_ONCE, listFile } from "./list-file.ts";

const cursor = cursorOf(exportKey);

/** The contacts that fit, or those who were chosen, in the columns that are wanted [CT-15]. */
export async function exportContacts({
  transaction,
  readOn,
  account,
  query,
}: Call<typeof operations.exportContacts>): Promise<Response> {
  const words = translator(account.language);
  const known = new Map((await ownFields(transaction)).map(({ key, name }) => [`own_fields.${key}`, name]));
  const columns = query.columns ?? [...exportColumns, ...known.keys()];
  const clock = wallClockIn((await workplace(transaction)).time_zone);
  const asked = { filter: query.filter ?? {}, ids: query.ids };
  return listFile({
    format: query.format,
    language: account.language,
    title: words.text("export_words.file_contacts"),
    columns,
    headOf,
    read: (after) =>
      readOn((reading) => nextContacts(reading, asked, after ? cursor.parse(after) : undefined, AT_ONCE)),
    cellOf: (contact, column) => cellOf(contact, column, words, clock),
  });

  function headOf(column: string): string {
    const own = known.get(column);
    if (own !== undefined) return own;
    const given = exportColumns.find((name) => name === column);
    // Somebody has removed the field meanwhile.
    if (!given) throw refusedAt("columns", "unknown_own_field");
    return words.text(`contact_columns.${given}`);
  }
}

function cellOf(contact: ExportedContact, column: string, { text }: Translator, clock: WallClock): Cell {
  if (column.startsWith("own_fields.")) return contact.own_fields[column.slice("own_fields.".length)] ?? null;
  switch (column as ExportColumn) {
    case "kind":
      return text(`export_words.${contact.kind}`);
    case "roles":
      return [
        contact.is_customer ? text("export_words.customer") : "",
        contact.is_technician ? text("export_words.technician") : "",
      ]
        .filter(Boolean)
        .join("; ");
    case "email":
      return contact.emails.join("; ");
    case "phone":
      return contact.phones.join("; ");
    case "email_state":
      return stateOf(contact.email_is_blocked, text);
    case "phone_state":
      return stateOf(contact.phone_is_blocked, text);
    case "groups":
      return contact.groups.join("; ");
    case "created_at":
      return clock.day(contact.created_at);
    case "last_mailed_at":
      return clock.day(contact.last_mailed_at);
    default:
      return contact[
        column as "code" | "name" | "company" | "street" | "postal_code" | "city" | "country" | "language" | "note"
      ];
  }
}

function stateOf(isBlocked: boolean | null, text: Translator["text"]): string {
  return isBlocked === null ? "" : text(isBlocked ? "export_words.blocked" : "export_words.active");
}
