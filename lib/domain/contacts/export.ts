import { z } from "zod";
import { id } from "../fields.ts";
import { because } from "../reasons.ts";
import { columnsOf, exportFormat as format } from "../table-export.ts";
import { filterInQuery } from "./filter.ts";
import { groupQuery } from "./group.ts";
import { removedQuery } from "./removed-address.ts";

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

/** Of columns, or of own fields as `own_fields.<key>`. */
const columns = columnsOf(
  z.union([z.enum(exportColumns), z.string().regex(/^own_fields\.[a-z][a-z0-9_]{0,62}$/, because("unknown_field"))]),
);

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

/** Of those that were lifted. */
export const liftedColumns = ["lifted_at", "lifted_by", "lift_reason"] as const;
export const removedColumns = [
  "channel",
  "value",
  "contacts",
  "scope",
  "created_by",
  "reason",
  "removed_at",
  ...liftedColumns,
] as const;
export type RemovedColumn = (typeof removedColumns)[number];

/** As the list of removed addresses is asked for. */
export const removedExportQuery = removedQuery
  .omit({ limit: true, cursor: true, contact_id: true })
  .extend({ format, columns: columnsOf(z.enum(removedColumns)) });

export const groupColumns = ["name", "category", "kind", "contacts", "active"] as const;
export type GroupColumn = (typeof groupColumns)[number];

export const groupExportQuery = groupQuery.extend({ format, columns: columnsOf(z.enum(groupColumns)) });
