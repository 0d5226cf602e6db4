import type { ImportFailure, ImportReading } from "../../domain/imports/import.ts";
import { mostImportColumns, mostRows } from "../../domain/imports/import.ts";
import { detectDelimiter, parseCsv } from "../../spreadsheets/csv.ts";
import { decode, detectEncoding } from "../../spreadsheets/encoding.ts";
import { isWorkbook, readXlsx, XlsxUnreadable } from "../../spreadsheets/xlsx.ts";

/** A file as a table, and how it was read: as it was asked for, and found out where it was not. */
export type Table = {
  format: "csv" | "xlsx";
  rows: string[][];
  sheets: string[];
  reading: Omit<ImportReading, "header_row">;
};

export class Unusable extends Error {
  readonly failure: ImportFailure;
  constructor(failure: ImportFailure, cause?: unknown) {
    super(`The file cannot be imported: ${failure}`, { cause });
    this.failure = failure;
  }
}

/** @throws {Unusable} */
export async function readTable(bytes: Buffer, fileName: string, asked: ImportReading): Promise<Table> {
  const read = isWorkbook(bytes) ? await workbook(bytes, asked) : text(bytes, fileName, asked);
  const table = { ...read, rows: read.rows.map((cells) => cells.map(storable)) };
  const filled = table.rows.filter((row) => row.some((cell) => cell.trim() !== ""));
  if (filled.length === 0) throw new Unusable("nothing_in_it");
  if (filled.length > mostRows) throw new Unusable("too_many_rows");
  if (table.rows.some((row) => row.length > mostImportColumns)) throw new Unusable("too_many_columns");
  return table;
}

async function workbook(bytes: Buffer, asked: ImportReading): Promise<Table> {
  try {
    const sheets = await readXlsx(bytes);
    const isFilled = ({ rows }: { rows: string[][] }) => rows.some((row) => row.some((cell) => cell.trim() !== ""));
    const sheet = sheets.find(({ name }) => name === asked.sheet) ?? sheets.find(isFilled) ?? sheets[0];
    if (!sheet) throw new Unusable("nothing_in_it");
    return {
      format: "xlsx",
      rows: sheet.rows,
      sheets: sheets.map(({ name }) => name),
      reading: { sheet: sheet.name },
    };
  } catch (error) {
    if (error instanceof XlsxUnreadable) throw new Unusable(error.fault, error);
    throw error;
  }
}

function text(bytes: Buffer, fileName: string, asked: ImportReading): Table {
  // A name ending in .xlsx or a PDF's first bytes: whatever is in it, it is no table of text.
  if (/\.xls[xm]?$/i.test(fileName)) throw new Unusable("not_xlsx");
  const encoding = asked.encoding ?? detectEncoding(bytes);
  const decoded = decode(bytes, encoding);
  if (asked.encoding === undefined && isBinary(decoded)) throw new Unusable("not_a_table");
  const delimiter = asked.delimiter ?? detectDelimiter(decoded);
  return { format: "csv", rows: parseCsv(decoded, delimiter), sheets: [], reading: { encoding, delimiter } };
}

/** Without what PostgreSQL cannot store. */
function storable(cell: string): string {
  return cell.toWellFormed().replaceAll("\0", "");
}

/** Text has no control characters but tabs and line breaks; pictures and PDFs have them everywhere. */
function isBinary(decoded: string): boolean {
  const start = decoded.slice(0, 10_000);
  const odd = start.match(/[\p{Cc}\ufffd]/gu)?.filter((character) => !/[\t\n\r\f\v\u0085]/.test(character)).length ?? 0;
  return start.startsWith("%PDF-") || odd > start.length / 50;
}
