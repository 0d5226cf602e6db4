"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import { interventionColumns } from "#lib/domain/interventions/intervention-query.ts";
import { ExportSheet } from "./export-sheet.tsx";

export default function InterventionsExport({ path, onClose }: { path: string; onClose: () => void }) {
  const { t } = useTexts();
  return (
    <ExportSheet
      path={path}
      columns={interventionColumns.map((value) => ({ value, label: t(`intervention_columns.${value}`) }))}
      description={t("exports.as_shown")}
      onClose={onClose}
    />
  );
}
