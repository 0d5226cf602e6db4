"use client";

import { type MouseEvent, useLayoutEffect, useRef, useState } from "react";
import { useNow, useTimes } from "#lib/browser/times.ts";
import type { BellRow } from "#lib/domain/notifications/bell-row.ts";
import { Row } from "./row.tsx";

/** Just so long does a finger that is on its way down not know that the rows have moved. */
const MOVED_MS = 350;

type DaysProps = { rows: readonly BellRow[]; onMark: (row: BellRow, isRead: boolean) => void };

/** The rows under the days of the company on which they came. */
export function Days({ rows, onMark }: DaysProps) {
  const times = useTimes();
  const now = useNow();
  const newest = rows[0]?.id ?? 0;
  const [newestAtFirst] = useState(newest);
  const movedAt = useLastMove(newest);

  function guard(event: MouseEvent): void {
    if (event.timeStamp - movedAt.current > MOVED_MS || event.detail === 0) return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="grid gap-6" onClickCapture={guard}>
      {byDay(rows, (at) => times.dayKey(at)).map(({ key, first, rows }) => (
        <section key={key} aria-labelledby={`day-${key}`}>
          <h2 id={`day-${key}`} className="px-5 pb-2 text-small font-semibold text-soft first-letter:uppercase">
            {times.day(first, now)}
          </h2>
          <ul className="overflow-hidden border-y border-line bg-raised desk:mx-4 desk:rounded-2xl desk:border-x">
            {rows.map((row) => (
              <Row
                key={row.id}
                {...{ row, times, now }}
                isNew={row.id > newestAtFirst}
                onMark={(isRead) => onMark(row, isRead)}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

type Day = { key: string; first: Date; rows: BellRow[] };

function byDay(rows: readonly BellRow[], keyOf: (at: Date) => string): Day[] {
  const days: Day[] = [];
  for (const row of rows) {
    const at = new Date(row.created_at);
    const key = keyOf(at);
    const last = days.at(-1);
    if (last?.key === key) last.rows.push(row);
    else days.push({ key, first: at, rows: [row] });
  }
  return days;
}

/** When rows last slid in at the top, as events count time. */
function useLastMove(newest: number) {
  const movedAt = useRef(Number.NEGATIVE_INFINITY);
  const before = useRef(newest);
  useLayoutEffect(() => {
    if (newest > before.current) movedAt.current = performance.now();
    before.current = newest;
  }, [newest]);
  return movedAt;
}
