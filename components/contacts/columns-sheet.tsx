"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import { Button } from "../ui/button.tsx";
import { Choices } from "../ui/choices.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { type Columns, mostColumns } from "./columns.ts";

/** Which columns the list has at the desk. */
export default function ColumnsSheet({ columns, onClose }: { columns: Columns; onClose: () => void }) {
  const { t } = useTexts();
  const isFull = columns.shown.length >= mostColumns;
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t("contacts.columns")}
      description={t("contacts.columns_text", { count: mostColumns })}
      closeLabel={t("common.close")}
      footer={
        <Button size="wide" onClick={onClose}>
          {t("common.close")}
        </Button>
      }
    >
      <Choices
        label={t("contacts.columns")}
        chosen={columns.shown.map(({ name }) => name as string)}
        onChoose={(names) => columns.choose(names)}
        options={columns.all.map(({ name, label }) => ({
          value: name as string,
          label,
          isOff: isFull && !columns.shown.some((shown) => shown.name === name),
        }))}
      />
    </Sheet>
  );
}
