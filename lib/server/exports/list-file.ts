import type { Page } from "../../domain/page.ts";
import type { ExportFormat } from "../../domain/table-export.ts";
import type { Cell } from "../../spreadsheets/csv.ts";
import { type TableRows, tableAnswer } from "./file-answer.ts";

/** Rows that are read at once. */
export const AT_ONCE = 1000;

type ListFile<Item, Column extends string> = {
  format: ExportFormat;
  title: string;
  /** Of whoever opens it. */
  language: string;
  columns: readonly Column[];
  headOf: (column: Column) => string;
  /** The page after a cursor. */
  read: (cursor: string | null) => Promise<Page<Item>>;
  cellOf: (item: Item, column: Column) => Cell;
};

/** A list as a file of today: all of its pages, in the columns that are wanted [CT-15]. */
export function listFile<Item, Column extends string>(file: ListFile<Item, Column>): Promise<Response> {
  const { format, title, language, columns, headOf, read, cellOf } = file;
  const name = dated(title);
  return tableAnswer({ format, title, name, head: columns.map(headOf), rows: rows(), language });

  async function* rows(): TableRows {
    for (let cursor: string | null = null; ; ) {
      const { items, next_cursor }: Page<Item> = await read(cursor);
      yield items.map((item) => columns.map((column) => cellOf(item, column)));
      if (next_cursor === null) return undefined;
      cursor = next_cursor;
    }
  }
}

function dated(title: string): string {
  return `${title} ${new Date().toISOString().slice(0, 10)}`;
}
