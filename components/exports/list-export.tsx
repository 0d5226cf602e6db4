"use client";

import { type Texts, useTexts } from "#lib/browser/texts.tsx";
import { groupColumns, liftedColumns, removedColumns } from "#lib/domain/contacts/export.ts";
import { deliveryColumns } from "#lib/domain/deliveries/delivery.ts";
import { interventionColumns } from "#lib/domain/interventions/intervention-query.ts";
import { ExportSheet } from "./export-sheet.tsx";

type List = "groups" | "interventions" | "deliveries" | "removed" | "lifted";

/** Any list but that of contacts, which has columns of the company's own. @param path of its export, as it is filtered */
export default function ListExport({ list, path, onClose }: { list: List; path: string; onClose: () => void }) {
  const { t } = useTexts();
  return <ExportSheet path={path} columns={columnsOf(list, t)} description={t("exports.as_shown")} onClose={onClose} />;
}

function columnsOf(list: List, t: Texts["t"]): { value: string; label: string }[] {
  switch (list) {
    case "groups":
      return groupColumns.map((value) => ({ value, label: t(`group_columns.${value}`) }));
    case "interventions":
      return interventionColumns.map((value) => ({ value, label: t(`intervention_columns.${value}`) }));
    case "deliveries":
      return deliveryColumns.map((value) => ({ value, label: t(`delivery_columns.${value}`) }));
    case "removed":
    case "lifted":
      return removedColumns
        .filter((column) => list === "lifted" || !liftedColumns.some((lifted) => lifted === column))
        .map((value) => ({ value, label: t(`contact_columns.${value}`) }));
  }
}
