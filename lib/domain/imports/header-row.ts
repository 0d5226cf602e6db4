import { cut } from "../text.ts";
import { foldedHeader, headerWords } from "./header-words.ts";

const known = new Set(Object.values(headerWords).flatMap((words) => words.map(foldedHeader)));
const rowsLookedAt = 20;

/**
 * Which row has the headings, counted from 0: the first of the beginning that is about as wide as the widest and says
 * nothing of anybody. Null when the data begin at once.
 */
export function findHeaderRow(rows: readonly (readonly string[])[]): number | null {
  const first = rows.slice(0, rowsLookedAt);
  const widest = Math.max(0, ...first.map((row) => filled(row).length));
  const index = first.findIndex((row) => {
    const cells = filled(row);
    if (cells.length === 0 || cells.length < widest * 0.6) return false;
    if (cells.some(isAddress)) return false;
    return cells.some((cell) => known.has(foldedHeader(cell).replace(/ ?\d+$/, ""))) || !cells.some(isValue);
  });
  if (index < 0) return null;
  // A row of plain words is the headings only when what follows looks otherwise, or when it says a word that we know.
  const row = filled(first[index] ?? []);
  const isKnown = row.some((cell) => known.has(foldedHeader(cell).replace(/ ?\d+$/, "")));
  const isFollowedByValues = first.slice(index + 1).some((other) => filled(other).some(isValue));
  return isKnown || isFollowedByValues ? index : null;
}

/** What a column is called, some of its values, and how many it has. */
export type SeenColumn = { header: string; samples: string[]; filled: number };

/** The columns below the headings; without headings they are called A, B, C as in a spreadsheet. */
export function columnsOf(rows: readonly (readonly string[])[], headerRow: number | null): SeenColumn[] {
  const head = headerRow === null ? [] : (rows[headerRow] ?? []);
  const body = headerRow === null ? rows : rows.slice(headerRow + 1);
  const width = body.reduce((most, row) => Math.max(most, row.length), head.length);
  const columns = Array.from({ length: width }, (_, index) => ({
    header: head[index]?.trim() || letter(index),
    samples: new Set<string>(),
    filled: 0,
  }));
  for (const row of body) {
    for (const [index, cell] of row.entries()) {
      const column = columns[index];
      if (!column || cell.trim() === "") continue;
      column.filled += 1;
      if (column.samples.size < 5) column.samples.add(cut(cell.trim(), 100));
    }
  }
  return columns.map((column) => ({ ...column, samples: [...column.samples] }));
}

function filled(row: readonly string[]): string[] {
  return row.filter((cell) => cell.trim() !== "");
}

/** Whatever words stand beside it: this is somebody. */
function isAddress(cell: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$|^\+?\d[\d\s./()-]{6,}$/.test(cell.trim());
}

function isValue(cell: string): boolean {
  return /@|^[\d\s.,/:()+-]*\d[\d\s.,/:()+-]*$/.test(cell.trim());
}

function letter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${letter(Math.floor(index / 26) - 1)}${last}`;
}
