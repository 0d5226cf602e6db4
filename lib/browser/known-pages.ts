import type { Page } from "../domain/page.ts";

/** What was loaded below a first page, and the first page on which it was loaded. */
export type Further<Item> = { above: readonly Item[]; pages: readonly Page<Item>[] };

/**
 * All rows so far, each once. The first page knows best, also of a row that has moved up into it; what has slid off it
 * follows it, until the pages below have been asked for again.
 */
export function rowsOf<Item extends { id: number }>(first: readonly Item[], further: Further<Item> | null): Item[] {
  const rows = new Map<number, Item>();
  for (const item of [...first, ...(further?.above ?? []), ...(further?.pages ?? []).flatMap(({ items }) => items)])
    if (!rows.has(item.id)) rows.set(item.id, item);
  return [...rows.values()];
}

/** As many pages as were loaded, or as there still are, from where the first page ends now. */
export async function pagesAfter<Item>(
  cursor: string | null,
  count: number,
  load: (cursor: string) => Promise<Page<Item>>,
): Promise<Page<Item>[]> {
  if (cursor === null || count === 0) return [];
  const page = await load(cursor);
  return [page, ...(await pagesAfter(page.next_cursor, count - 1, load))];
}
