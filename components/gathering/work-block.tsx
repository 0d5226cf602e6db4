"use client";

import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { EntryHere } from "#lib/browser/outbox/overlay.ts";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useTimes } from "#lib/browser/times.ts";
import { dropTimer, minutesBetween, startTimer, useWorkTimer } from "#lib/browser/work-timer.ts";
import type { WorkLine } from "#lib/domain/interventions/entries.ts";
import { Block } from "../interventions/block.tsx";
import { materialInWords } from "../interventions/work-in-words.ts";
import { Button } from "../ui/button.tsx";
import { NotSent } from "./not-sent.tsx";
import { TimerBar } from "./timer-bar.tsx";

const WorkSheet = lazy(() => import("./work-sheet.tsx"));

type Open = { line: WorkLine | null; measured?: { startedAt: string; minutes: number } };
type WorkBlockProps = { number: number; lines: EntryHere<WorkLine>[] };

/** What was done and used, with the timer that measures it. */
export function WorkBlock({ number, lines }: WorkBlockProps) {
  const { t } = useTexts();
  const times = useTimes();
  const { account } = useSession();
  const timer = useWorkTimer(account.id);
  const [open, setOpen] = useState<Open | null>(null);
  const total = lines.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0);

  return (
    <Block
      title={t("gathering.work")}
      action={
        <Button
          look="quiet"
          size="compact"
          className="-my-2.5 -me-3"
          icon={<Plus aria-hidden="true" className="size-5" />}
          onClick={() => setOpen({ line: null })}
        >
          {t("gathering.add_work")}
        </Button>
      }
    >
      {lines.length === 0 ? (
        <p className="text-soft">{t("gathering.no_work")}</p>
      ) : (
        <ul className="-mx-2 grid">
          {lines.map((line) => (
            <li key={line.id}>
              <Line line={line} onOpen={mayMend(line) ? () => setOpen({ line }) : null} />
            </li>
          ))}
        </ul>
      )}
      {total > 0 && lines.length > 1 && (
        <p className="text-small text-soft">{t("gathering.total", { duration: times.duration(total) })}</p>
      )}
      <TimerBar number={number} timer={timer} onStop={(startedAt, now) => setOpen(measuredSince(startedAt, now))} />
      <Suspense>
        {open && (
          <WorkSheet
            number={number}
            {...open}
            onClose={() => setOpen(null)}
            // What is measured is booked once, also when the app is closed before the server has answered.
            onKept={open.measured && (() => dropTimer(account.id))}
            whenRefused={open.measured && timer ? () => startTimer(account.id, timer) : undefined}
          />
        )}
      </Suspense>
    </Block>
  );

  function mayMend({ author }: WorkLine): boolean {
    return account.is_admin || author?.id === account.id;
  }
}

function measuredSince(startedAt: string, now: Date): Open {
  return { line: null, measured: { startedAt, minutes: minutesBetween(startedAt, now) } };
}

function Line({ line, onOpen }: { line: EntryHere<WorkLine>; onOpen: (() => void) | null }) {
  const texts = useTexts();
  const times = useTimes();
  const { account } = useSession();
  const material = materialInWords(line, texts);
  const isOthers = line.author?.id !== account.id;
  const content = (
    <>
      <span className="grid min-w-0 grow gap-0.5">
        <span dir="auto" className="wrap-anywhere">
          {line.description || material}
        </span>
        {line.description && material && (
          <span dir="auto" className="text-small wrap-anywhere text-soft">
            {material}
          </span>
        )}
        {(isOthers || line.isWaiting) && (
          <span className="flex flex-wrap gap-x-2 text-small text-soft">
            {isOthers && line.author?.name}
            {line.isWaiting && <NotSent isRefused={line.isRefused} />}
          </span>
        )}
      </span>
      {line.minutes !== null && <span className="number shrink-0 text-soft">{times.duration(line.minutes)}</span>}
    </>
  );
  const className = "flex min-h-12 w-full items-center gap-3 rounded-xl px-2 py-1.5 text-start";
  if (!onOpen) return <div className={className}>{content}</div>;
  return (
    <button type="button" onClick={onOpen} className={`${className} hover:bg-sunken active:bg-sunken`}>
      {content}
    </button>
  );
}
