import { decimalMarkIn } from "../../domain/imports/cell.ts";
import { type ExportFormat, mostRowsOfWorkbook } from "../../domain/table-export.ts";
import { type Cell, csvLine } from "../../spreadsheets/csv.ts";
import { toXlsx } from "../../spreadsheets/to-xlsx.ts";
import { contentDisposition } from "../content-disposition.ts";
import { refusedAt } from "../refusal.ts";

const fileTypes = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const satisfies Record<ExportFormat, string>;

/** A file to be saved. */
export function fileAnswer(
  body: Uint8Array | ReadableStream<Uint8Array>,
  name: string,
  format: ExportFormat,
): Response {
  return new Response(body as BodyInit, {
    headers: {
      "content-type": fileTypes[format],
      "content-disposition": contentDisposition("attachment", `${name}.${format}`),
    },
  });
}

/** Rows of a table, some at a time, until there are no more. */
export type TableRows = AsyncGenerator<Cell[][], undefined>;

type TableFile = {
  format: ExportFormat;
  /** Of the sheet. */
  title: string;
  /** Of the file, without its ending. */
  name: string;
  head: readonly string[];
  rows: TableRows;
  /** Of whoever opens it. */
  language: string;
};

/**
 * A table as a file that spreadsheets open with a click. CSV is sent while it is read; a workbook has to be whole, so there
 * is a limit to it.
 */
export async function tableAnswer({ format, title, name, head, rows, language }: TableFile): Promise<Response> {
  if (format === "csv") return fileAnswer(csvStream(head, language, rows), name, format);
  const all: Cell[][] = [];
  for await (const part of rows) {
    all.push(...part);
    if (all.length > mostRowsOfWorkbook) throw refusedAt("format", "too_many_for_workbook");
  }
  return fileAnswer(await toXlsx(title, head, all), name, format);
}

function csvStream(head: readonly string[], language: string, rows: TableRows): ReadableStream<Uint8Array> {
  // What spreadsheets of that language take for the end of a cell: where "," begins the decimals it is ";".
  const delimiter = decimalMarkIn(language) === "," ? ";" : ",";
  const encoder = new TextEncoder();
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(`\ufeff${csvLine(head, delimiter)}`)),
    async pull(controller) {
      const { value, done } = await rows.next();
      if (value) controller.enqueue(encoder.encode(value.map((cells) => csvLine(cells, delimiter)).join("")));
      if (done) controller.close();
    },
    cancel: async () => void (await rows.return(undefined)),
  });
}
