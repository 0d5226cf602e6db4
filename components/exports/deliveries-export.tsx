"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import { deliveryColumns } from "#lib/domain/deliveries/delivery.ts";
import { ExportSheet } from "./export-sheet.tsx";

export default function DeliveriesExport({ path, onClose }: { path: string; onClose: () => void }) {
  const { t } = useTexts();
  return (
    <ExportSheet
      path={path}
      columns={deliveryColumns.map((value) => ({ value, label: t(`delivery_columns.${value}`) }))}
      description={t("exports.as_shown")}
      onClose={onClose}
    />
  );
}
