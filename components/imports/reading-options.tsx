"use client";

import { ask } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import type { ContactImport, ImportReading } from "#lib/domain/imports/import.ts";
import { delimiters, type Encoding, encodings } from "#lib/domain/table-text.ts";
import { useTask } from "../app/use-task.ts";
import { Select } from "../ui/select.tsx";
import { importPath, showChanged } from "./paths.ts";

const delimiterNames = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" } as const;
/** So many rows can be named as the one with the headings. */
const rowsToChoose = 10;

/** How the file was read, to be corrected when the table below looks wrong. It is read again at once. */
export function ReadingOptions({ job }: { job: ContactImport }) {
  const { t } = useTexts();
  const task = useTask();
  const { content } = job;
  const reading = job.settings?.reading ?? {};
  const isText = content?.format !== "xlsx";

  const readAgain = (asked: ImportReading) =>
    task.run(async () =>
      showChanged(await ask<ContactImport>(importPath(job.id), { method: "PATCH", body: { reading: asked } })),
    );

  return (
    <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
      {isText && (
        <Select
          label={t("imports.encoding")}
          value={reading.encoding ?? "utf-8"}
          onChange={({ target }) =>
            void readAgain({ ...asText(reading), encoding: target.value as ImportReading["encoding"] })
          }
          options={encodings.map((value) => ({ value, label: t(`imports.encoding_${nameOf(value)}`) }))}
        />
      )}
      {isText && content && (
        <Select
          label={t("imports.delimiter")}
          value={reading.delimiter ?? ","}
          onChange={({ target }) =>
            void readAgain({ encoding: reading.encoding, delimiter: target.value as ImportReading["delimiter"] })
          }
          options={delimiters.map((value) => ({
            value,
            label: t(`imports.delimiter_${delimiterNames[value]}`),
          }))}
        />
      )}
      {content && content.sheets.length > 1 && (
        <Select
          label={t("imports.sheet")}
          value={reading.sheet ?? ""}
          onChange={({ target }) => void readAgain({ sheet: target.value })}
          options={content.sheets.map((value) => ({ value, label: value }))}
        />
      )}
      {content && (
        <Select
          label={t("imports.header_row")}
          value={reading.header_row === null ? "" : String(reading.header_row ?? 0)}
          onChange={({ target }) =>
            void readAgain({ ...reading, header_row: target.value === "" ? null : Number(target.value) })
          }
          options={[
            { value: "", label: t("imports.no_header") },
            ...content.first_rows.slice(0, rowsToChoose).map((cells, row) => ({
              value: String(row),
              label: `${row + 1}: ${cells.filter(Boolean).join(", ").slice(0, 60) || "–"}`,
            })),
          ]}
        />
      )}
      {task.failure && (
        <p role="alert" className="font-medium text-danger sm:col-span-2">
          {task.failure}
        </p>
      )}
    </div>
  );
}

/** Other letters are in the same places: the delimiter and the headings stay. */
function asText({ delimiter, header_row }: ImportReading): ImportReading {
  return { delimiter, header_row };
}

function nameOf(encoding: Encoding) {
  return encoding.replaceAll("-", "_") as
    | "utf_8"
    | "utf_16le"
    | "utf_16be"
    | "windows_1252"
    | "windows_1255"
    | "windows_1257";
}
