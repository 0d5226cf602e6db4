import Papa from "papaparse";
import { type Delimiter, delimiters } from "../domain/table-text.ts";

const lookedAt = 64 * 1024;

/** Excel's own way to say it ("sep=;" in the first line), else what the first lines look like. */
export function detectDelimiter(text: string): Delimiter {
  const said = /^\ufeff?sep=([,;\t|])\r?\n/i.exec(text)?.[1];
  if (said !== undefined) return said as Delimiter;
  const guess = Papa.parse<string[]>(text.slice(0, lookedAt), {
    preview: 50,
    skipEmptyLines: true,
    delimitersToGuess: [...delimiters],
  });
  const found = delimiters.find((delimiter) => delimiter === guess.meta.delimiter);
  return found ?? ",";
}

/**
 * Rows of cells, as long as each is. Empty lines are rows without cells, so that rows keep their numbers. A quote that is
 * not closed, or closed in the middle of a cell, costs its own line its quotes, and no other line anything.
 */
export function parseCsv(text: string, delimiter: Delimiter): string[][] {
  const bare = text.replace(/^\ufeff?(sep=[,;\t|](?=\r?\n))?/i, "").replace(/\r\n?/g, "\n");
  const { data, errors } = Papa.parse<string[]>(bare, { delimiter, newline: "\n", skipEmptyLines: false });
  const rows = errors.some(isAboutQuotes) ? parseByLines(bare, delimiter) : data;
  const isEndOfFile = rows.at(-1)?.length === 1 && rows.at(-1)?.[0] === "";
  return isEndOfFile ? rows.slice(0, -1) : rows;
}

/** So many lines a cell may have where quotes are not to be trusted. */
const mostLinesOfCell = 20;

function parseByLines(text: string, delimiter: Delimiter): string[][] {
  const lines = text.split("\n");
  const rows: string[][] = [];
  for (let at = 0; at < lines.length; ) {
    const { row, taken } = rowAt(lines, at, delimiter);
    rows.push(row);
    at += taken;
  }
  return rows;
}

/** The row that begins in a line, and how many lines it has. */
function rowAt(lines: readonly string[], at: number, delimiter: Delimiter): { row: string[]; taken: number } {
  const most = lines[at]?.includes('"') ? mostLinesOfCell : 1;
  for (let taken = 1; taken <= most && at + taken <= lines.length; taken++) {
    const text = lines.slice(at, at + taken).join("\n");
    const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: "\n" });
    if (!errors.some(isAboutQuotes) && data.length <= 1) return { row: data[0] ?? [""], taken };
  }
  return { row: (lines[at] ?? "").split(delimiter), taken: 1 };
}

function isAboutQuotes({ type }: Papa.ParseError): boolean {
  return type === "Quotes";
}

export type Cell = string | number | null;

/**
 * A line of RFC 4180. What a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV Injection"),
 * which an import takes away again; a phone number or a negative number is none.
 */
export function csvLine(cells: readonly Cell[], delimiter: Delimiter): string {
  return `${cells.map((cell) => csvCell(cell, delimiter)).join(delimiter)}\r\n`;
}

function csvCell(cell: Cell, delimiter: Delimiter): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const isFormula = /^[=+\-@\t\r]/.test(cell) && !/^[+-]?[\d\s().,/-]+$/.test(cell);
  const safe = isFormula ? `'${cell}` : cell;
  return safe.includes(delimiter) || /["\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
