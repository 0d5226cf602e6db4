import { z } from "zod";
import { id } from "../fields.ts";
import { because } from "../reasons.ts";
import { filterInQuery } from "./filter.ts";
import { removedQuery } from "./removed-address.ts";

/** What is kept in one workbook: it is made in memory, and a spreadsheet opens more only with patience. */
export const mostRowsOfWorkbook = 100_000;

export const exportFormats = ["xlsx", "csv"] as const;
const format = z.enum(exportFormats).default("xlsx");

/** Columns of contacts; most are called as in an import, so that what was exported can be corrected and loaded again. */
export const exportColumns = [
  "code",
  "name",
  "kind",
  "company",
  "roles",
  "email",
  "email_state",
  "phone",
  "phone_state",
  "street",
  "postal_code",
  "city",
  "country",
  "groups",
  "language",
  "note",
  "created_at",
  "last_mailed_at",
] as const;
export type ExportColumn = (typeof exportColumns)[number];

/** Names with commas between, of columns or of own fields as `own_fields.<key>`; without them all. */
const columns = z
  .string()
  .max(4000)
  .transform((given) => given.split(",").filter(Boolean))
  .pipe(
    z
      .array(
        z.union([
          z.enum(exportColumns),
          z.string().regex(/^own_fields\.[a-z][a-z0-9_]{0,62}$/, because("unknown_field")),
        ]),
      )
      .min(1)
      .max(100),
  )
  .optional();

/** Ids with commas between, of those who were chosen one by one. */
const ids = z
  .string()
  .max(12_000)
  .transform((given) => given.split(",").map(Number))
  .pipe(z.array(id).min(1).max(1000))
  .optional();

export const contactExportQuery = z.strictObject({
  format,
  columns,
  ids,
  filter: filterInQuery,
});
export type ContactExportQuery = z.output<typeof contactExportQuery>;

/** As the list of removed addresses is asked for. */
export const removedExportQuery = removedQuery.omit({ limit: true, cursor: true, contact_id: true }).extend({ format });
