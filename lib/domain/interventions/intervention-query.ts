import { z } from "zod";
import { flag, id, idInPath, instant } from "../fields.ts";
import { pageQuery } from "../page.ts";
import { because } from "../reasons.ts";

/** `-` means newest or highest first. Without a planned start an intervention comes before all others. */
export const interventionOrders = ["-starts_at", "starts_at", "-number", "number"] as const;

/** Sort key of a row: its planned start as PostgreSQL writes it (null without one) and its id, or its number alone. */
const key = z.union([z.tuple([z.string().max(50).nullable(), id]), z.tuple([id])]);

export const interventionQuery = pageQuery(key)
  .extend({
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
  })
  .refine(({ sort, cursor }) => cursor === undefined || (cursor.length === 1) === sort.endsWith("number"), {
    path: ["cursor"],
    error: because("not_a_cursor"),
  });
export type InterventionQuery = z.output<typeof interventionQuery>;
