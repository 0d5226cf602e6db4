import type { Texts } from "#lib/browser/texts.tsx";
import type { OwnField } from "#lib/domain/contacts/own-field.ts";
import { type ImportField, importFields, isOwnField, ownFieldKeyOf } from "#lib/domain/imports/field.ts";

/** What a field that a column can be is called. */
export function fieldName(field: ImportField, ownFields: readonly OwnField[], t: Texts["t"]): string {
  if (!isOwnField(field)) return t(`contact_columns.${field}`);
  const key = ownFieldKeyOf(field);
  return ownFields.find((own) => own.key === key)?.name ?? key;
}

/** The same for a key of a summary or of what a row changes. */
export function changedFieldName(key: string, ownFields: readonly OwnField[], t: Texts["t"]): string {
  if (key === "site") return t("imports.field_site");
  if (key === "is_customer") return t("imports.field_customer");
  const given = importFields.find((field) => field === key);
  return fieldName(given ?? (key as `own_fields.${string}`), ownFields, t);
}
