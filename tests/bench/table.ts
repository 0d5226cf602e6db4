import { isMet, type Row } from "./measurement.ts";

const heads = ["what", "ours", "reference", "ratio", "bar", "met?"];

/** The whole result as one table of plain text. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [heads, ...rows.map(cells)];
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const [head, ...body] = lines.map((line) => line.map((cell, column) => aligned(cell, column, widths)).join("  "));
  return [head, widths.map((width) => "-".repeat(width)).join("  "), ...body].join("\n");
}

function cells(row: Row): string[] {
  const met = isMet(row);
  return [
    row.what,
    `${amount(row.ours)} ${row.unit}`,
    `${amount(row.reference)} ${row.unit}`,
    row.ratio.toFixed(2),
    bar(row),
    met === null ? "" : met ? "yes" : "NO",
  ];
}

function bar({ bar }: Row): string {
  if (!bar) return "";
  return "most" in bar ? `≤ ${bar.most}` : `≥ ${bar.least}`;
}

function amount(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function aligned(cell: string, column: number, widths: readonly number[]): string {
  const width = widths[column] ?? 0;
  return column >= 1 && column <= 3 ? cell.padStart(width) : cell.padEnd(width);
}
