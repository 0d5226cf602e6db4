import Papa from "papaparse";

export const delimiters = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof delimiters)[number];

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

/** Rows of cells, as long as each is; quotes that are not closed end with the file. Empty lines are rows
 * without cells, so that rows keep their numbers. */
export function parseCsv(text: string, delimiter: Delimiter): string[][] {
  const bare = text.replace(/^\ufeff?(sep=[,;\t|](?=\r?\n))?/i, "");
  const { data } = Papa.parse<string[]>(bare, { delimiter, skipEmptyLines: false });
  const isEndOfFile = data.at(-1)?.length === 1 && data.at(-1)?.[0] === "";
  return isEndOfFile ? data.slice(0, -1) : data;
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
