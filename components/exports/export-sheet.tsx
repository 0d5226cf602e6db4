"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { useTexts } from "#lib/browser/texts.tsx";
import { type ExportFormat, exportFormats } from "#lib/domain/table-export.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { Choices } from "../ui/choices.tsx";
import { Sheet } from "../ui/sheet.tsx";

type ExportSheetProps = {
  /** The path of the export, with what narrows the list. */
  path: string;
  columns: readonly { value: string; label: string }[];
  /** What is exported, where that can be said. */
  description?: string;
  onClose: () => void;
};

/** A list as a file: in which columns, and for which program [CT-15]. */
export function ExportSheet({ path, columns, description, onClose }: ExportSheetProps) {
  const { t } = useTexts();
  const [format, setFormat] = useState<ExportFormat>("xlsx");
  /** Those that are not wanted: one that comes to be known later is wanted like the others. */
  const [left, setLeft] = useState<readonly string[]>([]);
  const all = columns.map(({ value }) => value);
  const wanted = all.filter((value) => !left.includes(value));
  const query = new URLSearchParams({ format, columns: wanted.join(",") });
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t("exports.title")}
      description={description}
      closeLabel={t("common.close")}
      footer={
        wanted.length === 0 ? (
          <p className="py-3 text-center font-medium text-brass-ink">{t("exports.no_column")}</p>
        ) : (
          <a
            href={`${path}${path.includes("?") ? "&" : "?"}${query}`}
            download
            onClick={onClose}
            className={buttonClass({ size: "wide" })}
          >
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
            <Button look="quiet" size="compact" onClick={() => setLeft(all)}>
              {t("exports.none")}
            </Button>
          </div>
          <Choices
            label={t("exports.columns")}
            chosen={wanted}
            onChoose={(next: readonly string[]) => setLeft(all.filter((value) => !next.includes(value)))}
            options={columns}
          />
        </div>
      </div>
    </Sheet>
  );
}
