import type { ProblemCode } from "../domain/problem.ts";
import { isReason, type Reason } from "../domain/reasons.ts";

/** Why the database refused: a code of the contract, the columns that are to blame and the reason, if known. */
export type DatabaseRefusal = { code: ProblemCode; fields: string[]; reason: Reason | null };

/** What `pg` tells of an error; its message may hold values and is not passed on. */
type PostgresError = {
  code: string;
  detail?: string;
  table?: string;
  column?: string;
  constraint?: string;
};

/** SQLSTATEs of private.refuse, in the first migration. */
const refusals: Record<string, ProblemCode> = {
  CM400: "invalid_input",
  CM403: "forbidden",
  CM404: "not_found",
  CM409: "version_conflict",
  CM410: "already_exists",
  CM429: "rate_limited",
};

/** Constraints whose names do not end in their column. */
const fieldsOfConstraints: Record<string, string> = {
  organization_check: "language",
  contacts_check: "company_id",
  contacts_code: "code",
  sites_one_default: "sites",
  contact_points_one_default: "contact_points",
  contact_points_contact_id_address_id_key: "contact_points",
  intervention_statuses_one_default: "is_default",
  intervention_statuses_start_asks_nothing: "required_fields",
  status_transitions_check: "next_status_ids",
  status_transitions_to_status_id_fkey: "next_status_ids",
  notification_rules_customers_get_no_push: "rules",
};

const reasonsOfConstraints: Record<string, Reason> = {
  organization_check: "language_not_kept",
  intervention_statuses_start_asks_nothing: "start_asks_nothing",
  notification_rules_customers_get_no_push: "customers_get_no_push",
};

/** What a technician is told whom row level security keeps from a table's rows; all else is for administrators. */
const reasonsOfTables: Record<string, Reason> = {
  interventions: "technicians_know_their_customers",
  intervention_technicians: "technicians_take_what_they_created",
};

/** What a refusal of PostgreSQL's means to whoever asked; null when it is our own fault. */
export function databaseRefusal(error: unknown): DatabaseRefusal | null {
  if (!isPostgresError(error)) return null;
  const refusal = refusals[error.code];
  if (refusal) {
    const reason = isReason(error.detail) ? error.detail : null;
    return { code: refusal, fields: error.column?.split(",").filter(Boolean) ?? [], reason };
  }
  switch (error.code) {
    case "23505":
      return { code: "already_exists", fields: fieldsOf(error), reason: "already_taken" };
    case "23502":
      return { code: "invalid_input", fields: fieldsOf(error), reason: "required" };
    case "23503":
      return { code: "invalid_input", fields: fieldsOf(error), reason: "does_not_exist" };
    case "23514": {
      const reason = reasonsOfConstraints[error.constraint ?? ""] ?? "not_possible";
      return { code: "invalid_input", fields: fieldsOf(error), reason };
    }
    case "42501":
      return { code: "forbidden", fields: [], reason: reasonsOfTables[tableOf(error)] ?? "administrators_only" };
    default:
      // Class 22: data exceptions, such as a time that no calendar has.
      return error.code.startsWith("22")
        ? { code: "invalid_input", fields: error.column ? [error.column] : [], reason: "not_possible" }
        : null;
  }
}

/** Row level security names the table in its message alone. */
function tableOf({ message }: Error): string {
  return /for table "(\w+)"$/.exec(message)?.[1] ?? "";
}

/** What may be written to a log of an error: names of things in the database, none of the values in them. */
export function databaseErrorForLog(error: Error & PostgresError): Record<string, string | undefined> {
  const { code, table, column, constraint } = error;
  // Messages about data (22) and constraints (23) repeat it; those about statements name tables and columns.
  const message = /^(22|23)/.test(code) ? undefined : error.message;
  return { sqlstate: code, message, table, column, constraint };
}

/** What a statement that was prepared before a migration is refused with: it has to be prepared anew. */
export function isOutdatedPlan(error: unknown): boolean {
  return isPostgresError(error) && error.code === "0A000";
}

/** Whether it is what was to be stored that the database refuses: the same again would be refused again. */
export function isAboutData(error: unknown): boolean {
  return isPostgresError(error) && /^(22|23|CM)/.test(error.code);
}

export function isPostgresError(error: unknown): error is Error & PostgresError {
  return error instanceof Error && "code" in error && /^[0-9A-Z]{5}$/.test(String(error.code)) && "severity" in error;
}

/** Constraints are called `<table>_<column>_<fkey|key|check>` unless somebody names them. */
function fieldsOf({ column, constraint, table }: PostgresError): string[] {
  if (column) return [column];
  if (!constraint) return [];
  const named = fieldsOfConstraints[constraint];
  if (named) return [named];
  const field = constraint.replace(`${table}_`, "").replace(/_(fkey|key|check\d*)$/, "");
  return field === constraint || /^check\d*$/.test(field) ? [] : [field];
}
