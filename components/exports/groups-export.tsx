"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import { groupColumns } from "#lib/domain/contacts/export.ts";
import { ExportSheet } from "./export-sheet.tsx";

export default function GroupsExport({ path, onClose }: { path: string; onClose: () => void }) {
  const { t } = useTexts();
  return (
    <ExportSheet
      path={path}
      columns={groupColumns.map((value) => ({ value, label: t(`group_columns.${value}`) }))}
      description={t("exports.as_shown")}
      onClose={onClose}
    />
  );
}
