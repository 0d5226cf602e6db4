import type { ImportCounts, RowFault } from "../../db/import-jobs.ts";
import type { Fault, FaultReason } from "../../domain/imports/fault.ts";
import type { ImportField } from "../../domain/imports/field.ts";
import type { ImportContent, ImportSettings, ImportSummary } from "../../domain/imports/import.ts";
import { cut } from "../../domain/text.ts";
import { translator } from "../../messages/index.ts";
import { type Cell, csvLine } from "../../spreadsheets/csv.ts";
import { canEncode, encode } from "../../spreadsheets/encoding.ts";
import { toXlsx } from "../../spreadsheets/to-xlsx.ts";
import type { FileRows } from "./rows.ts";
import type { Table } from "./table.ts";

/** Which column the registry blames when it refuses a part of a row. */
const columnOfReason: Partial<Record<FaultReason, ImportField>> = {
  no_such_company: "company",
  code_taken: "code",
  group_is_smart: "group",
};

/** What the registry says against rows, beside what the file's own cells did, in the order of the file. */
export function allFaults(ofCells: readonly Fault[], ofRows: readonly RowFault[], settings: ImportSettings): Fault[] {
  const said = ofRows.flatMap(({ lines, reason, faults }) => {
    const line = lines[0] ?? 0;
    return [...(reason === null ? [] : [reason]), ...faults].map((why) => {
      const field = columnOfReason[why];
      const column = field === undefined ? -1 : settings.columns.indexOf(field);
      return { line, column: column < 0 ? null : column, reason: why };
    });
  });
  return [...ofCells, ...said].sort(
    (a, b) => a.line - b.line || (a.column ?? Number.MAX_SAFE_INTEGER) - (b.column ?? Number.MAX_SAFE_INTEGER),
  );
}

const mostExamples = 100;

export function summaryOf(
  counts: ImportCounts,
  { joined, dates }: Pick<FileRows, "joined" | "dates">,
  faults: readonly Fault[],
  columns: ImportContent["columns"],
  rows: readonly (readonly string[])[],
): ImportSummary {
  const header = (column: number | null) => (column === null ? null : (columns[column]?.header ?? null));
  const by = new Map<string, ImportSummary["faults_by"][number]>();
  for (const { column, reason } of faults) {
    const key = `${column} ${reason}`;
    const known = by.get(key);
    by.set(key, { column: header(column), reason, count: (known?.count ?? 0) + 1 });
  }
  return {
    ...counts,
    joined,
    dates,
    faults: faults.length,
    faults_by: [...by.values()].sort((a, b) => b.count - a.count),
    fault_examples: faults.slice(0, mostExamples).map(({ line, column, reason }) => ({
      line,
      column: header(column),
      reason,
      value: cut(column === null ? "" : (rows[line - 1]?.[column] ?? ""), 200),
    })),
  };
}

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
