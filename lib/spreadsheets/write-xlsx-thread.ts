import { parentPort, workerData } from "node:worker_threads";
import writeXlsxFile, { type Cell as XlsxCell } from "write-excel-file/node";
import type { Cell } from "./csv.ts";
import type { ThreadAnswer } from "./thread.ts";
import type { Sheet } from "./to-xlsx.ts";

// The thread of to-xlsx.ts: a table in, the bytes of a workbook out.
const answer = (said: ThreadAnswer<Uint8Array>) => parentPort?.postMessage(said);
const { name, head, rows } = workerData as Sheet;
try {
  const headings = head.map((value): XlsxCell => ({ value, type: String, fontWeight: "bold" }));
  const columns = head.map((heading) => ({ width: Math.min(40, Math.max(12, heading.length + 4)) }));
  const data = [headings, ...rows.map((cells) => cells.map(xlsxCell))];
  answer({ answer: await writeXlsxFile(data, { sheet: name, columns, stickyRowsCount: 1 }).toBuffer() });
} catch (error) {
  answer({ error: String(error) });
}

function xlsxCell(value: Cell): XlsxCell {
  if (value === null || value === "") return null;
  return typeof value === "number" ? { value, type: Number } : { value, type: String };
}
