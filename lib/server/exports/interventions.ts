import { listInterventions } from "../../db/intervention-list.ts";
import { workplace } from "../../db/organization.ts";
import { cursorOf } from "../../domain/cursor.ts";
import type { Intervention } from "../../domain/interventions/intervention.ts";
import {
  type InterventionColumn,
  interventionColumns,
  interventionKey,
} from "../../domain/interventions/intervention-query.ts";
import { wallClockIn } from "../../domain/wall-clock.ts";
import { translator } from "../../messages/index.ts";
import type { Cell } from "../../spreadsheets/csv.ts";
import type { Call } from "../http.ts";
import type * as operations from "../operations/exports.ts";
import { AT_ONCE, listFile } from "./list-file.ts";

const cursor = cursorOf(interventionKey);

/** The interventions that the list shows, in its order. */
export async function exportInterventions({
  transaction,
  readOn,
  account: { language, contact_id, is_admin },
  query: { format, columns, ...asked },
}: Call<typeof operations.exportInterventions>): Promise<Response> {
  const { text } = translator(language);
  const clock = wallClockIn((await workplace(transaction)).time_zone);
  const reader = { contactId: contact_id, isAdmin: is_admin, language };
  return listFile({
    format,
    language,
    title: text("export_words.file_interventions"),
    columns: columns ?? interventionColumns,
    headOf: (column) => text(`intervention_columns.${column}`),
    read: (after) =>
      readOn((reading) =>
        listInterventions(
          reading,
          { ...asked, limit: AT_ONCE, cursor: after ? cursor.parse(after) : undefined },
          reader,
        ),
      ),
    cellOf,
  });

  function cellOf(job: Intervention, column: InterventionColumn): Cell {
    switch (column) {
      case "type":
      case "status":
      case "customer":
      case "contact_person":
      case "site":
        return job[column]?.name ?? null;
      case "priority":
        return text(`jobs.priority_${job.priority}`);
      case "technicians":
        return job.technicians.map(({ name }) => name).join("; ");
      case "starts_at":
      case "due_at":
      case "created_at":
      case "updated_at":
        return clock.minute(job[column]);
      default:
        return job[column];
    }
  }
}
