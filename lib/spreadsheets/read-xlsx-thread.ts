import { parentPort, workerData } from "node:worker_threads";
import readXlsxFile from "read-excel-file/node";
import type { ThreadAnswer } from "./thread.ts";
import type { XlsxSheet } from "./xlsx.ts";

// The thread of xlsx.ts: bytes of a workbook in, its sheets out.
const answer = (said: ThreadAnswer<XlsxSheet[]>) => parentPort?.postMessage(said);
try {
  const sheets = await readXlsxFile(Buffer.from(workerData as Uint8Array), { trim: false });
  answer({ answer: sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(asText)) })) });
} catch (error) {
  answer({ error: String(error) });
}

function asText(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00\.000Z$/, "");
  return String(cell);
}
