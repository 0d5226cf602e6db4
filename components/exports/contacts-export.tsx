"use client";

import { useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { exportColumns } from "#lib/domain/contacts/export.ts";
import type { ContactChoice } from "#lib/domain/contacts/filter.ts";
import type { OwnField } from "#lib/domain/contacts/own-field.ts";
import type { Page } from "#lib/domain/page.ts";
import { ownFieldsPath } from "../contacts/paths.ts";
import { ExportSheet } from "./export-sheet.tsx";

type ContactsExportProps = { choice: ContactChoice; count: number | undefined; onClose: () => void };

export default function ContactsExport({ choice, count, onClose }: ContactsExportProps) {
  const { t } = useTexts();
  const { body: own } = useAnswer<Page<OwnField>>(ownFieldsPath);
  const which = new URLSearchParams(
    choice.ids ? { ids: choice.ids.join(",") } : { filter: JSON.stringify(choice.filter ?? {}) },
  );
  return (
    <ExportSheet
      path={`/api/people/export?${which}`}
      columns={[
        ...exportColumns.map((value) => ({ value, label: t(`contact_columns.${value}`) })),
        ...(own?.items ?? []).map(({ key, name }) => ({ value: `own_fields.${key}`, label: name })),
      ]}
      description={count === undefined ? undefined : t("exports.contacts", { count })}
      onClose={onClose}
    />
  );
}
