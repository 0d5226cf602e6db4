"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import { liftedColumns, removedColumns } from "#lib/domain/contacts/export.ts";
import { ExportSheet } from "./export-sheet.tsx";

type RemovedExportProps = { path: string; hasLifted: boolean; onClose: () => void };

export default function RemovedExport({ path, hasLifted, onClose }: RemovedExportProps) {
  const { t } = useTexts();
  const columns = removedColumns.filter((column) => hasLifted || !liftedColumns.some((lifted) => lifted === column));
  return (
    <ExportSheet
      path={path}
      columns={columns.map((value) => ({ value, label: t(`contact_columns.${value}`) }))}
      description={t("exports.as_shown")}
      onClose={onClose}
    />
  );
}
