import { listDeliveries } from "../../db/deliveries-log.ts";
import { workplace } from "../../db/organization.ts";
import { cursorOf } from "../../domain/cursor.ts";
import { type Delivery, type DeliveryColumn, deliveryColumns } from "../../domain/deliveries/delivery.ts";
import { idKey } from "../../domain/page.ts";
import { wallClockIn } from "../../domain/wall-clock.ts";
import { kindTexts } from "../../messages/delivery-kinds.ts";
import { translator } from "../../messages/index.ts";
import type { Cell } from "../../spreadsheets/csv.ts";
import type { Call } from "../http.ts";
import type * as operations from "../operations/exports.ts";
import { AT_ONCE, listFile } from "./list-file.ts";

const cursor = cursorOf(idKey);

/** Who was told, and why, or why not: the messages that the log shows. */
export async function exportDeliveries({
  transaction,
  readOn,
  account: { language },
  query: { format, columns, ...asked },
}: Call<typeof operations.exportDeliveries>): Promise<Response> {
  const { text } = translator(language);
  const clock = wallClockIn((await workplace(transaction)).time_zone);
  return listFile({
    format,
    language,
    title: text("export_words.file_deliveries"),
    columns: columns ?? deliveryColumns,
    headOf: (column) => text(`delivery_columns.${column}`),
    read: (after) =>
      readOn((reading) =>
        listDeliveries(
          reading,
          { ...asked, limit: AT_ONCE, cursor: after ? cursor.parse(after) : undefined },
          language,
        ),
      ),
    cellOf,
  });

  function cellOf(delivery: Delivery, column: DeliveryColumn): Cell {
    switch (column) {
      case "recipient":
        return delivery.recipient?.name ?? null;
      case "audiences":
        return delivery.audiences.map((audience) => text(`export_words.${audience}`)).join("; ");
      case "channel":
        return text(`deliveries.${delivery.channel}`);
      case "kind":
        return delivery.status_name === null
          ? text(`deliveries.${kindTexts[delivery.kind]}`)
          : text("deliveries.kind_status", { status: delivery.status_name });
      case "intervention":
        return delivery.intervention?.number ?? null;
      case "title":
        return delivery.intervention?.title ?? null;
      case "state":
        return text(`deliveries.state_${delivery.state}`);
      case "reason":
        return delivery.reason && text(`skip_reasons.${delivery.reason}`);
      case "queued_at":
      case "sent_at":
        return clock.minute(delivery[column]);
      default:
        return delivery[column];
    }
  }
}
