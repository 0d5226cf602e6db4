import writeXlsxFile, { type Cell as XlsxCell } from "write-excel-file/node";
import type { Cell } from "./csv.ts";

/** A workbook with one sheet whose first row are headings. Texts stay texts: nothing in it is a formula. */
export async function toXlsx(sheet: string, head: readonly string[], rows: Iterable<readonly Cell[]>): Promise<Buffer> {
  const headings = head.map((value): XlsxCell => ({ value, type: String, fontWeight: "bold" }));
  const data = [headings, ...Array.from(rows, (cells) => cells.map(xlsxCell))];
  const columns = head.map((heading) => ({ width: Math.min(40, Math.max(12, heading.length + 4)) }));
  // These characters Excel does not allow in the name of a sheet, nor more than 31.
  const name = sheet.replace(/[\\/?*[\]:]/g, " ").slice(0, 31);
  return await writeXlsxFile(data, { sheet: name, columns, stickyRowsCount: 1 }).toBuffer();
}

function xlsxCell(value: Cell): XlsxCell {
  if (value === null || value === "") return null;
  return typeof value === "number" ? { value, type: Number } : { value, type: String };
}
