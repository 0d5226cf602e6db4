"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import type { Times } from "#lib/browser/times.ts";
import type { BellRow } from "#lib/domain/notifications/bell-row.ts";
import { Link } from "../app/link.tsx";

type RowProps = {
  row: BellRow;
  times: Times;
  now: Date;
  /** It came while the person was looking. */
  isNew: boolean;
  onMark: (isRead: boolean) => void;
};

/** The words of the message itself. Brass at its edge while it is unread. */
export function Row({ row, times, now, isNew, onMark }: RowProps) {
  const { t } = useTexts();
  const isUnread = row.read_at === null;
  const at = new Date(row.created_at);
  return (
    <li
      className={`relative flex items-start border-t border-line first:border-t-0 ${isNew ? "transition-[opacity,transform] duration-200 ease-out starting:-translate-y-2 starting:opacity-0" : ""}`}
    >
      {isUnread && <span aria-hidden="true" className="absolute inset-y-0 start-0 w-1 bg-brass" />}
      <Link
        href={row.path}
        onClick={() => isUnread && onMark(true)}
        className="grid min-w-0 grow gap-x-4 gap-y-0.5 py-3 ps-5 desk:grid-cols-[1fr_auto] hover:bg-sunken/50 focus-visible:-outline-offset-2"
      >
        <span className={isUnread ? "font-semibold" : "font-medium"}>
          {isUnread && <span className="sr-only">{t("bell.is_unread")}: </span>}
          {row.title}
        </span>
        <span className="row-start-2 text-pretty text-soft desk:col-span-2">{row.body}</span>
        <time
          dateTime={row.created_at}
          title={times.exact(at)}
          className="row-start-3 pt-1 text-small text-soft desk:col-start-2 desk:row-start-1 desk:justify-self-end desk:pt-0 desk:leading-6"
        >
          {times.dayKey(at) === times.dayKey(now) ? times.ago(at, now) : times.time(at)}
        </time>
      </Link>
      <button
        type="button"
        title={t(isUnread ? "bell.mark_read" : "bell.mark_unread", { title: row.title })}
        aria-label={t(isUnread ? "bell.mark_read" : "bell.mark_unread", { title: row.title })}
        onClick={() => onMark(isUnread)}
        className="group grid size-12 shrink-0 place-items-center rounded-xl"
      >
        <span
          aria-hidden="true"
          className={`size-3 rounded-full border-[1.5px] transition-colors ${isUnread ? "border-brass bg-brass group-hover:bg-transparent" : "border-edge group-hover:border-brass group-hover:bg-brass"}`}
        />
      </button>
    </li>
  );
}
