import { cut } from "../text.ts";
import type { Fault, FaultReason } from "./fault.ts";
import type { ImportField } from "./field.ts";
import type { FileItems } from "./file-items.ts";
import type { ImportContent, ImportSettings, ImportSummary } from "./import.ts";

/** What only the registry can say against rows: `reason` against all of it, `faults` against parts. */
export type RowFault = { lines: number[]; reason: FaultReason | null; faults: FaultReason[] };

/** What the registry says the rows come to. */
export type ImportCounts = Pick<
  ImportSummary,
  "new" | "changed" | "unchanged" | "rejected" | "suppressed" | "fields" | "new_groups"
>;

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
  { joined, dates, numbers }: Pick<FileItems, "joined" | "dates" | "numbers">,
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
    numbers,
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
