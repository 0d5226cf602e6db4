import { parentPort, workerData } from "node:worker_threads";
import readXlsxFile from "read-excel-file/node";

// The thread of xlsx.ts. What it is given and what it answers are said there.
try {
  const sheets = await readXlsxFile(Buffer.from(workerData as Uint8Array), { trim: false });
  parentPort?.postMessage({
    sheets: sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(asText)) })),
  });
} catch (error) {
  parentPort?.postMessage({ error: String(error) });
}

function asText(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00\.000Z$/, "");
  return String(cell);
}
