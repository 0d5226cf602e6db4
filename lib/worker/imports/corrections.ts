import type { Fault } from "../../domain/imports/fault.ts";
import type { ImportSettings } from "../../domain/imports/import.ts";
import type { RowFault } from "../../domain/imports/summary.ts";
import { translator } from "../../messages/index.ts";
import { type Cell, csvLine } from "../../spreadsheets/csv.ts";
import { canEncode, encode } from "../../spreadsheets/encoding.ts";
import { toXlsx } from "../../spreadsheets/to-xlsx.ts";
import type { Table } from "./table.ts";

/**
 * The rows of which something was not taken in, in the columns of the file, and why beside each: to be corrected and
 * loaded again [CT-43]. As the file was: a workbook, or text in its encoding with its delimiter. Null when all was taken.
 */
export async function correctionsOf(
  table: Table,
  settings: ImportSettings,
  faults: readonly Fault[],
  ofRows: readonly RowFault[],
  language: string,
): Promise<Uint8Array | null> {
  if (faults.length === 0) return null;
  const words = translator(language);
  const headerRow = settings.reading.header_row ?? null;
  const head = headerRow === null ? null : (table.rows[headerRow] ?? []);
  const whys = new Map<number, string[]>();
  for (const { line, column, reason } of faults) {
    const name = column === null ? "" : head?.[column]?.trim() || "";
    whys.set(line, [...(whys.get(line) ?? []), (name && `${name}: `) + words.text(`import_faults.${reason}`)]);
  }
  // A contact that is not taken in at all brings all of its rows.
  for (const { lines, reason } of ofRows) {
    if (reason !== null)
      for (const line of lines.slice(1)) if (!whys.has(line)) whys.set(line, [words.text(`import_faults.${reason}`)]);
  }
  const lines = [...whys.keys()].sort((a, b) => a - b);
  const width = lines.reduce((most, line) => Math.max(most, table.rows[line - 1]?.length ?? 0), head?.length ?? 0);
  const filled = (cells: readonly string[]) => Array.from({ length: width }, (_, index) => cells[index] ?? "");
  const rows = lines.map((line): Cell[] => [...filled(table.rows[line - 1] ?? []), (whys.get(line) ?? []).join(" ")]);
  const why = words.text("registry.import_why");
  if (table.format === "xlsx") {
    const [first, ...rest] = head === null ? rows : [[...filled(head), why], ...rows];
    return toXlsx(settings.reading.sheet ?? "", (first ?? []).map(String), rest);
  }
  const delimiter = settings.reading.delimiter ?? ",";
  const headings = head === null ? [] : [csvLine([...filled(head), why], delimiter)];
  const text = [...headings, ...rows.map((cells) => csvLine(cells, delimiter))].join("");
  const { encoding = "utf-8" } = settings.reading;
  // The reasons are in the language of whoever imports, which the file's encoding may not have.
  return encode(text, canEncode(text, encoding) ? encoding : "utf-8");
}
