import { type Cell, csvLine, type Delimiter } from "../spreadsheets/csv.ts";
import { encode } from "../spreadsheets/encoding.ts";
import { toXlsx } from "../spreadsheets/to-xlsx.ts";

export const fileTypes = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;
export type FileFormat = keyof typeof fileTypes;

/** A file to be saved, under a name in any language (RFC 6266). */
export function fileAnswer(body: Uint8Array | ReadableStream<Uint8Array>, name: string, format: FileFormat): Response {
  const plain = `${name}.${format}`.replace(/[^\x20-\x7e]|["\\]/g, "_");
  const exact = encodeURIComponent(`${name}.${format}`).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return new Response(body as BodyInit, {
    headers: {
      "content-type": fileTypes[format],
      "content-disposition": `attachment; filename="${plain}"; filename*=UTF-8''${exact}`,
    },
  });
}

/** What spreadsheets of that language take for the end of a cell: where "," begins the decimals it is ";". */
export function delimiterOf(language: string): Delimiter {
  return new Intl.NumberFormat(language).format(1.5).includes(",") ? ";" : ",";
}

/** A table as a file that spreadsheets open with a click. */
export async function fileOf(
  format: FileFormat,
  name: string,
  { head, rows }: { head: readonly string[]; rows: readonly (readonly Cell[])[] },
  language: string,
): Promise<Uint8Array> {
  if (format === "xlsx") return toXlsx(name, head, rows);
  const delimiter = delimiterOf(language);
  return encode([head, ...rows].map((cells) => csvLine(cells, delimiter)).join(""), "utf-8");
}
