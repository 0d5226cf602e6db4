import type { ClaimedImport, ImportJobs } from "../../db/import-jobs.ts";
import { assignColumns } from "../../domain/imports/assignment.ts";
import { columnsOf, findHeaderRow } from "../../domain/imports/header-row.ts";
import { type ImportContent, type ImportSettings, identitiesOf } from "../../domain/imports/import.ts";
import { cut } from "../../domain/text.ts";
import { readTable } from "./table.ts";

const shownRows = 12;

/** Looks at a file: what is in it, and how its columns seem to be meant. */
export async function readImport(job: ClaimedImport, jobs: ImportJobs): Promise<void> {
  const { settings, file_name, country } = job;
  const asked = settings.reading ?? {};
  const table = await readTable(await jobs.content(job.id), file_name, asked);
  const headerRow = asked.header_row !== undefined ? asked.header_row : findHeaderRow(table.rows);
  const columns = columnsOf(table.rows, headerRow);
  const assigned = assignColumns(columns, await jobs.ownFields());
  const body = table.rows.slice(headerRow === null ? 0 : headerRow + 1);
  const content: ImportContent = {
    format: table.format,
    sheets: table.sheets,
    columns,
    rows: body.filter((row) => row.some((cell) => cell.trim() !== "")).length,
    first_rows: table.rows.slice(0, shownRows).map((row) => row.map((cell) => cut(cell, 100))),
  };
  await jobs.wasRead(job, content, {
    reading: { ...table.reading, header_row: headerRow },
    columns: assigned,
    identities: identitiesOf(assigned),
    date_order: null,
    decimal: null,
    country: settings.country ?? country,
    kind: settings.kind ?? "person",
    is_customer: settings.is_customer ?? true,
    empty_erases: settings.empty_erases ?? false,
    groups: settings.groups ?? [],
  } satisfies ImportSettings);
}
