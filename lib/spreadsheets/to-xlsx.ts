import type { Cell } from "./csv.ts";
import { inThread } from "./thread.ts";

export type Sheet = { name: string; head: readonly string[]; rows: readonly (readonly Cell[])[] };

/** A workbook with one sheet whose first row are headings. Texts stay texts: nothing in it is a formula. */
export async function toXlsx(
  title: string,
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<Buffer> {
  // These characters Excel does not allow in the name of a sheet, nor more than 31.
  const name = title.replace(/[\\/?*[\]:]/g, " ").slice(0, 31) || "1";
  return Buffer.from(await inThread<Uint8Array>("write-xlsx-thread.ts", { name, head, rows } satisfies Sheet));
}
