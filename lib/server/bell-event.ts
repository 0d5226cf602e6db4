import type { BellNews, Seen } from "../db/bell-relay.ts";
import { type WordingCompany, wordedRow } from "./bell-row.ts";

/**
 * Where a stream stands, as its Last-Event-ID: everything visible in `before` was sent, and of what became visible
 * until `until`, the rows up to `id`. With "newer than the last id" alone, a row would be lost that commits after one
 * with a higher id.
 */
export type Place = { before: Seen; until: Seen; id: number };

const snapshot = String.raw`\d{1,20}:\d{1,20}:(?:\d{1,20}(?:,\d{1,20})*)?`;
const placePattern = new RegExp(`^(${snapshot})/(${snapshot})/(\\d{1,15})$`);

/** Null for what no stream of ours has said. */
export function readPlace(lastEventId: string | null): Place | null {
  const [, before, until, id] = placePattern.exec(lastEventId ?? "") ?? [];
  if (!before || !until || !id || !isSnapshot(before) || !isSnapshot(until)) return null;
  return { before, until, id: Number(id) };
}

/** What PostgreSQL takes for a pg_snapshot: xmin ≤ xip < xmax, the list in order. */
function isSnapshot(text: Seen): boolean {
  const [xmin = "", xmax = "", list = ""] = text.split(":");
  const inProgress = list === "" ? [] : list.split(",").map(BigInt);
  const isOrdered = inProgress.every((id, index) => index === 0 || id > (inProgress[index - 1] ?? 0n));
  const isWithin = inProgress.every((id) => id >= BigInt(xmin) && id < BigInt(xmax));
  return BigInt(xmin) > 0n && BigInt(xmin) <= BigInt(xmax) && BigInt(xmax) < 2n ** 63n && isOrdered && isWithin;
}

export function writePlace({ before, until, id }: Place): string {
  return `${before}/${until}/${id}`;
}

/** One event of the stream (WHATWG HTML, 9.2); without a place the browser stays where it is. */
export function serverSentEvent(name: string, data: unknown, place?: string): string {
  const id = place === undefined ? "" : `id: ${place}\n`;
  return `event: ${name}\n${id}data: ${JSON.stringify(data)}\n\n`;
}

export function notificationEvents(news: BellNews, company: WordingCompany, place: string): string[] {
  const { unread_count } = news;
  return wordedRow(news, company).map((row) => serverSentEvent("notification", { ...row, unread_count }, place));
}
