"use client";

import { useState } from "react";
import { type Answer, changed, useAnswer } from "#lib/browser/answers.ts";
import { ask } from "#lib/browser/api.ts";
import { type BellPage, bellPath, markRows } from "#lib/browser/live-bell.ts";
import type { BellRow } from "#lib/domain/notifications/bell-row.ts";
import { type KnownRows, withFirstPage, withOlder, withReading } from "./known-rows.ts";

export type BellRows = {
  answer: Answer<BellPage>;
  rows: readonly BellRow[];
  hasOlder: boolean;
  /** null: nothing was asked for, or it has come. */
  older: "loading" | "failed" | null;
  loadOlder: () => Promise<void>;
  /** @throws Refused, Unreachable; then it is as it was before */
  mark: (row: BellRow, isRead: boolean) => Promise<void>;
  /** @returns how to take it back; null when there are too many for that */
  markAll: () => Promise<(() => Promise<void>) | null>;
};

const MOST_UNDONE = 40;

/** The live first page, and the older ones as far as they were wanted. */
export function useBellRows(isOnlyUnread: boolean): BellRows {
  const firstPath = isOnlyUnread ? `${bellPath}?unread=true` : bellPath;
  const answer = useAnswer<BellPage>(firstPath);
  const [known, setKnown] = useState<KnownRows | null>(null);
  const [merged, setMerged] = useState<BellPage>();
  const [older, setOlder] = useState<BellRows["older"]>(null);
  if (answer.body && answer.body !== merged) {
    setMerged(answer.body);
    setKnown(withFirstPage(known, answer.body, isOnlyUnread));
  }

  async function loadOlder(): Promise<void> {
    if (!known?.cursor || older === "loading") return;
    setOlder("loading");
    try {
      const query = new URLSearchParams({ cursor: known.cursor, ...(isOnlyUnread && { unread: "true" }) });
      const page = await ask<BellPage>(`${bellPath}?${query}`);
      setKnown((now) => now && withOlder(now, page));
      setOlder(null);
    } catch {
      setOlder("failed");
    }
  }

  async function mark(row: BellRow, isRead: boolean): Promise<void> {
    setKnown((now) => now && withReading(now, row.id, isRead));
    try {
      await markRows(row.id, isRead);
    } catch (error) {
      setKnown((now) => now && withReading(now, row.id, !isRead));
      throw error;
    }
  }

  async function markAll(): Promise<(() => Promise<void>) | null> {
    const before = known;
    const unread = (known?.rows ?? []).filter(({ read_at }) => read_at === null).map(({ id }) => id);
    const areAllKnown = answer.body?.unread_count === unread.length && unread.length <= MOST_UNDONE;
    // Where only unread rows are wanted, none is left.
    setKnown((now) => now && (isOnlyUnread ? { rows: [], cursor: null } : withReading(now, null, true)));
    try {
      await markRows(null, true);
    } catch (error) {
      setKnown(before);
      throw error;
    }
    if (!areAllKnown) return null;
    return async () => {
      await Promise.all(unread.map((id) => ask(`${bellPath}/${id}/reading`, { method: "DELETE" })));
      setKnown((now) =>
        isOnlyUnread ? before : unread.reduce((rows, id) => rows && withReading(rows, id, false), now),
      );
      changed((path) => path.startsWith(bellPath));
    };
  }

  const rows = known?.rows ?? [];
  return { answer, rows, hasOlder: Boolean(known?.cursor), older, loadOlder, mark, markAll };
}
