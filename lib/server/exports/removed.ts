import { workplace } from "../../db/organization.ts";
import { listRemoved } from "../../db/removed-addresses.ts";
import { liftedColumns, type RemovedColumn, removedColumns } from "../../domain/contacts/export.ts";
import type { RemovedAddress } from "../../domain/contacts/removed-address.ts";
import { cursorOf } from "../../domain/cursor.ts";
import { idKey } from "../../domain/page.ts";
import { wallClockIn } from "../../domain/wall-clock.ts";
import { translator } from "../../messages/index.ts";
import type { Cell } from "../../spreadsheets/csv.ts";
import type { Call } from "../http.ts";
import type * as operations from "../operations/exports.ts";
import { AT_ONCE, listFile } from "./list-file.ts";

const cursor = cursorOf(idKey);

/** The removed addresses that the list shows. */
export async function exportRemoved({
  transaction,
  readOn,
  account: { language },
  query: { format, columns, ...asked },
}: Call<typeof operations.exportRemoved>): Promise<Response> {
  const { text } = translator(language);
  const clock = wallClockIn((await workplace(transaction)).time_zone);
  return listFile({
    format,
    language,
    title: text("export_words.file_removed"),
    columns: columns ?? removedColumns.filter((column) => asked.state === "lifted" || !isOfLifted(column)),
    headOf: (column) => text(`contact_columns.${column}`),
    read: (after) =>
      readOn((reading) =>
        listRemoved(reading, { ...asked, limit: AT_ONCE, cursor: after ? cursor.parse(after) : undefined }),
      ),
    cellOf,
  });

  function cellOf(removed: RemovedAddress, column: RemovedColumn): Cell {
    switch (column) {
      case "channel":
        return text(`contact_columns.${removed.channel}`);
      case "contacts":
        return removed.contacts.map(({ name }) => name).join("; ");
      case "scope":
        return text(`export_words.scope_${removed.scope}`);
      case "removed_at":
        return clock.day(removed.created_at);
      case "lifted_at":
        return clock.day(removed.lifted_at);
      default:
        return removed[column];
    }
  }
}

function isOfLifted(column: RemovedColumn): boolean {
  return liftedColumns.some((lifted) => lifted === column);
}
