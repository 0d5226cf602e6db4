import { unzipSync } from "fflate";
import { inThread, ThreadTooSlow } from "./thread.ts";

/** Of all that is in the file, unpacked. 100,000 rows of eight cells are a quarter of it. */
const mostUnpackedBytes = 200 * 1024 * 1024;

export type XlsxSheet = { name: string; rows: string[][] };

/** `not_xlsx`: something else by that name; `old_xls`: what Excel wrote until 2003; `too_large`: unpacked, or to read in time. */
export type XlsxFault = "not_xlsx" | "old_xls" | "too_large";

export class XlsxUnreadable extends Error {
  readonly fault: XlsxFault;
  constructor(fault: XlsxFault, cause?: unknown) {
    super(`The spreadsheet cannot be read: ${fault}`, { cause });
    this.fault = fault;
  }
}

/**
 * The sheets of an .xlsx or .xlsm file, all cells as text: dates as "2026-11-26", formulas as what they last gave. Macros
 * are not looked at. It is read in a thread of its own with limits of memory and time, after a look at what is inside.
 * @throws {XlsxUnreadable}
 */
export async function readXlsx(bytes: Uint8Array): Promise<XlsxSheet[]> {
  checkArchive(bytes);
  try {
    return await inThread<XlsxSheet[]>("read-xlsx-thread.ts", bytes);
  } catch (error) {
    throw new XlsxUnreadable(error instanceof ThreadTooSlow ? "too_large" : "not_xlsx", error);
  }
}

/** Whether it begins as a workbook does, of today or of until 2003. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return isOldOffice(bytes) || (bytes[0] === 0x50 && bytes[1] === 0x4b);
}

function isOldOffice(bytes: Uint8Array): boolean {
  return bytes[0] === 0xd0 && bytes[1] === 0xcf;
}

/** Nothing is unpacked for this: the archive's directory says how large its files are. */
function checkArchive(bytes: Uint8Array): void {
  if (isOldOffice(bytes)) throw new XlsxUnreadable("old_xls");
  let unpacked = 0;
  let hasWorkbook = false;
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        unpacked += originalSize;
        hasWorkbook ||= name === "xl/workbook.xml";
        return false;
      },
    });
  } catch (error) {
    throw new XlsxUnreadable("not_xlsx", error);
  }
  if (!hasWorkbook) throw new XlsxUnreadable("not_xlsx");
  if (unpacked > mostUnpackedBytes) throw new XlsxUnreadable("too_large");
}
