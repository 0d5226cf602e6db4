import { z } from "zod";

/** What is kept in one workbook: it is made in memory, and a spreadsheet opens more only with patience. */
export const mostRowsOfWorkbook = 100_000;

export const exportFormats = ["xlsx", "csv"] as const;
export type ExportFormat = (typeof exportFormats)[number];
export const exportFormat = z.enum(exportFormats).default("xlsx");

/** Names of columns with commas between; without them all. */
export const columnsOf = <Column extends z.ZodType<string, string>>(column: Column) =>
  z
    .string()
    .max(4000)
    .transform((given) => given.split(",").filter(Boolean))
    .pipe(z.array(column).min(1).max(100))
    .optional();
