import { type ExportedContact, nextContacts } from "../db/contact-export.ts";
import { ownFields } from "../db/contact-fields.ts";
import { listRemoved } from "../db/removed-addresses.ts";
import { type ExportColumn, exportColumns } from "../domain/contacts/export.ts";
import type { RemovedAddress } from "../domain/contacts/removed-address.ts";
import { type Translator, translator } from "../messages/index.ts";
import type { Cell } from "../spreadsheets/csv.ts";
import { type TableRows, tableAnswer } from "./file-answer.ts";
import type { Call } from "./http.ts";
import type * as operations from "./operations/exports.ts";
import { refusedAt } from "./refusal.ts";

const AT_ONCE = 1000;

/** The contacts that fit, or those who were chosen, in the columns that are wanted [CT-15]. */
export async function exportContacts({
  transaction,
  readOn,
  account,
  query,
}: Call<typeof operations.exportContacts>): Promise<Response> {
  const words = translator(account.language);
  const own = await ownFields(transaction);
  const known = new Map(own.map(({ key, name }) => [`own_fields.${key}`, name]));
  const columns = query.columns ?? [...exportColumns, ...known.keys()];
  const head = columns.map((column) => known.get(column) ?? headOf(column, words));
  const title = words.text("registry.file_contacts");
  return tableAnswer({
    format: query.format,
    title,
    name: dated(title),
    head,
    rows: rows(),
    language: account.language,
  });

  async function* rows(): TableRows {
    let last: ExportedContact | null = null;
    const asked = { filter: query.filter ?? {}, ids: query.ids };
    for (;;) {
      const contacts: ExportedContact[] = await readOn((reading) => nextContacts(reading, asked, last, AT_ONCE));
      yield contacts.map((contact) => columns.map((column) => cellOf(contact, column, words)));
      last = contacts.at(-1) ?? null;
      if (contacts.length < AT_ONCE) return undefined;
    }
  }

  function headOf(column: string, { text }: Translator): string {
    const given = exportColumns.find((name) => name === column);
    // Somebody has removed the field meanwhile.
    if (!given) throw refusedAt("columns", "unknown_own_field");
    return text(`contact_columns.${given}`);
  }
}

function cellOf(contact: ExportedContact, column: string, { text }: Translator): Cell {
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
      return dayOf(contact.created_at);
    case "last_mailed_at":
      return dayOf(contact.last_mailed_at);
    default:
      return contact[
        column as "code" | "name" | "company" | "street" | "postal_code" | "city" | "country" | "language" | "note"
      ];
  }
}

function stateOf(isBlocked: boolean | null, text: Translator["text"]): string {
  return isBlocked === null ? "" : text(isBlocked ? "export_words.blocked" : "export_words.active");
}

function dayOf(at: Date | null): string | null {
  return at === null ? null : at.toISOString().slice(0, 10);
}

const removedColumns = ["channel", "value", "contacts", "scope", "created_by", "reason", "removed_at"] as const;
const liftedColumns = ["lifted_at", "lifted_by", "lift_reason"] as const;

/** The removed addresses that the list shows. */
export async function exportRemoved({
  readOn,
  account,
  query,
}: Call<typeof operations.exportRemoved>): Promise<Response> {
  const { text } = translator(account.language);
  const { format, ...asked } = query;
  const columns = [...removedColumns, ...(query.state === "lifted" ? liftedColumns : [])];
  const head = columns.map((column) => text(`contact_columns.${column}`));
  const title = text("registry.file_removed");
  return tableAnswer({ format, title, name: dated(title), head, rows: rows(), language: account.language });

  async function* rows(): TableRows {
    let cursor: [number] | undefined;
    for (;;) {
      const { items }: { items: RemovedAddress[] } = await readOn((reading) =>
        listRemoved(reading, { ...asked, limit: AT_ONCE, cursor }),
      );
      yield items.map((removed) => columns.map((column) => removedCell(removed, column)));
      const last = items.at(-1);
      if (!last || items.length < AT_ONCE) return undefined;
      cursor = [last.id];
    }
  }

  function removedCell(removed: RemovedAddress, column: (typeof columns)[number]): Cell {
    switch (column) {
      case "channel":
        return text(`contact_columns.${removed.channel}`);
      case "contacts":
        return removed.contacts.map(({ name }) => name).join("; ");
      case "scope":
        return text(`export_words.scope_${removed.scope}`);
      case "removed_at":
        return removed.created_at.slice(0, 10);
      case "lifted_at":
        return removed.lifted_at?.slice(0, 10) ?? null;
      default:
        return removed[column];
    }
  }
}

function dated(title: string): string {
  return `${title} ${new Date().toISOString().slice(0, 10)}`;
}
