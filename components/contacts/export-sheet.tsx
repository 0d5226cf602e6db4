"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { exportColumns, exportFormats } from "#lib/domain/contacts/export.ts";
import type { ContactChoice } from "#lib/domain/contacts/filter.ts";
import type { OwnField } from "#lib/domain/contacts/own-field.ts";
import type { Page } from "#lib/domain/page.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { Choices } from "../ui/choices.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { ownFieldsPath } from "./paths.ts";

type ExportSheetProps = { choice: ContactChoice; count: number | undefined; onClose: () => void };

/** Contacts as a file: in which columns, and for which program [CT-15]. */
export default function ExportSheet({ choice, count, onClose }: ExportSheetProps) {
  const { t } = useTexts();
  const { body: own } = useAnswer<Page<OwnField>>(ownFieldsPath);
  const ownColumns = (own?.items ?? []).map(({ key, name }) => ({ value: `own_fields.${key}`, label: name }));
  const columns = [...exportColumns.map((value) => ({ value, label: t(`contact_columns.${value}`) })), ...ownColumns];
  const [format, setFormat] = useState<(typeof exportFormats)[number]>("xlsx");
  /** Those that are not wanted: a field that comes to be known later is wanted like the others. */
  const [left, setLeft] = useState<readonly string[]>([]);
  const wanted = columns.map(({ value }) => value).filter((value) => !left.includes(value));
  const query = new URLSearchParams({
    format,
    columns: wanted.join(","),
    ...(choice.ids ? { ids: choice.ids.join(",") } : { filter: JSON.stringify(choice.filter ?? {}) }),
  });
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t("exports.title")}
      description={count === undefined ? undefined : t("exports.text", { count })}
      closeLabel={t("common.close")}
      footer={
        wanted.length === 0 ? (
          <p className="py-3 text-center font-medium text-brass-ink">{t("exports.no_column")}</p>
        ) : (
          <a href={`/api/people/export?${query}`} download onClick={onClose} className={buttonClass({ size: "wide" })}>
            <Download aria-hidden="true" className="size-5" />
            {t("exports.download")}
          </a>
        )
      }
    >
      <div className="grid grid-cols-1 gap-5">
        <Choice
          label={t("exports.format")}
          chosen={format}
          onChoose={setFormat}
          options={exportFormats.map((value) => ({ value, label: t(`exports.${value}`) }))}
        />
        <div className="grid gap-2">
          <div className="flex items-center gap-2">
            <h3 className="grow font-medium">{t("exports.columns")}</h3>
            <Button look="quiet" size="compact" onClick={() => setLeft([])}>
              {t("exports.all")}
            </Button>
            <Button look="quiet" size="compact" onClick={() => setLeft(columns.map(({ value }) => value))}>
              {t("exports.none")}
            </Button>
          </div>
          <Choices
            label={t("exports.columns")}
            chosen={wanted}
            onChoose={(next: readonly string[]) =>
              setLeft(columns.map(({ value }) => value).filter((value) => !next.includes(value)))
            }
            options={columns}
          />
        </div>
      </div>
    </Sheet>
  );
}
