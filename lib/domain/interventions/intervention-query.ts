import { z } from "zod";
import { flag, id, idInPath, instant } from "../fields.ts";
import { pageQuery } from "../page.ts";
import { because } from "../reasons.ts";
import { columnsOf, exportFormat } from "../table-export.ts";

/** `-` means newest or highest first. Without a planned start an intervention comes before all others. */
export const interventionOrders = ["-starts_at", "starts_at", "-number", "number"] as const;

/** Sort key of a row: its planned start as PostgreSQL writes it (null without one) and its id, or its number alone. */
export const interventionKey = z.union([z.tuple([z.string().max(50).nullable(), id]), z.tuple([id])]);

const query = pageQuery(interventionKey).extend({
  /** Part of title, description or customer's name, or the number. */
  q: z.string().trim().max(200).optional(),
  status_id: idInPath.optional(),
  technician_id: idInPath.optional(),
  customer_id: idInPath.optional(),
  /** Whether the status is of kind open or in progress. */
  is_open: flag.optional(),
  /** Whether somebody works on it. */
  is_assigned: flag.optional(),
  /** Whether it has a planned start. */
  is_planned: flag.optional(),
  /** Planned start, from this time on … */
  from: instant.optional(),
  /** … and before this one. */
  to: instant.optional(),
  sort: z.enum(interventionOrders).default("-starts_at"),
});

export const interventionQuery = query.refine(
  ({ sort, cursor }) => cursor === undefined || (cursor.length === 1) === sort.endsWith("number"),
  {
    path: ["cursor"],
    error: because("not_a_cursor"),
  },
);
export type InterventionQuery = z.output<typeof interventionQuery>;

/** What a file of interventions says of each; times are those of the company's clocks. */
export const interventionColumns = [
  "number",
  "title",
  "type",
  "status",
  "priority",
  "customer",
  "contact_person",
  "site",
  "address",
  "technicians",
  "starts_at",
  "duration_minutes",
  "due_at",
  "description",
  "answer",
  "note",
  "created_at",
  "updated_at",
] as const;
export type InterventionColumn = (typeof interventionColumns)[number];

/** As the list is asked for. */
export const interventionExportQuery = query
  .omit({ limit: true, cursor: true })
  .extend({ format: exportFormat, columns: columnsOf(z.enum(interventionColumns)) });
