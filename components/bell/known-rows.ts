import type { BellPage } from "#lib/browser/live-bell.ts";
import type { BellRow } from "#lib/domain/notifications/bell-row.ts";

/** The rows that a window has seen: without a gap from the newest down to where the next page begins. */
export type KnownRows = { rows: readonly BellRow[]; cursor: string | null };

/** The first page has come again: it knows best of its part, and what was loaded below it stays. */
export function withFirstPage(known: KnownRows | null, page: BellPage, isOnlyUnread: boolean): KnownRows {
  const last = page.items.at(-1);
  const overlaps = known?.rows.some((row) => page.items.some(({ id }) => id === row.id));
  if (!known || (page.next_cursor !== null && !overlaps)) return { rows: page.items, cursor: page.next_cursor };
  const onPage = new Set(page.items.map(({ id }) => id));
  // Where only unread rows are asked for, one that is missing was read; it stays in its place, so that nothing jumps.
  const kept = known.rows
    .filter(({ id }) => !onPage.has(id))
    .map((row) => {
      const isInReach = page.next_cursor === null || (last !== undefined && row.id > last.id);
      const wasRead = page.unread_count === 0 || (isOnlyUnread && isInReach);
      return wasRead ? asRead(row) : row;
    });
  const rows = [...page.items, ...kept].sort((one, other) => other.id - one.id);
  return { rows, cursor: known.cursor };
}

export function withOlder(known: KnownRows, page: BellPage): KnownRows {
  const ids = new Set(known.rows.map(({ id }) => id));
  return { rows: [...known.rows, ...page.items.filter(({ id }) => !ids.has(id))], cursor: page.next_cursor };
}

/** @param id null: all of them */
export function withReading(known: KnownRows, id: number | null, isRead: boolean): KnownRows {
  const rows = known.rows.map((row) => {
    if (id !== null && row.id !== id) return row;
    return isRead ? asRead(row) : { ...row, read_at: null };
  });
  return { ...known, rows };
}

function asRead(row: BellRow): BellRow {
  return row.read_at === null ? { ...row, read_at: new Date().toISOString() } : row;
}
