import { listGroups } from "../../db/groups.ts";
import { type GroupColumn, groupColumns } from "../../domain/contacts/export.ts";
import type { Group } from "../../domain/contacts/group.ts";
import { translator } from "../../messages/index.ts";
import type { Cell } from "../../spreadsheets/csv.ts";
import type { Call } from "../http.ts";
import type * as operations from "../operations/exports.ts";
import { listFile } from "./list-file.ts";

/** Groups, and how many are in each. */
export async function exportGroups({
  readOn,
  account: { language },
  query: { format, columns, q },
}: Call<typeof operations.exportGroups>): Promise<Response> {
  const { text } = translator(language);
  return listFile({
    format,
    language,
    title: text("export_words.file_groups"),
    columns: columns ?? groupColumns,
    headOf: (column) => text(`group_columns.${column}`),
    read: async () => ({ items: await readOn((reading) => listGroups(reading, { q })), next_cursor: null }),
    cellOf,
  });

  function cellOf(group: Group, column: GroupColumn): Cell {
    switch (column) {
      case "category":
        return group.category?.name ?? null;
      case "kind":
        return text(group.filter ? "export_words.smart" : "export_words.fixed");
      default:
        return group[column];
    }
  }
}
