"use client";

import { Play, Square, Timer, Trash2 } from "lucide-react";
import { timeNow } from "#lib/browser/outbox/clock.ts";
import { useSession } from "#lib/browser/session.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useNow, useTimes } from "#lib/browser/times.ts";
import { toast } from "#lib/browser/toasts.ts";
import { dropTimer, minutesBetween, startTimer, type WorkTimer } from "#lib/browser/work-timer.ts";
import { Link } from "../app/link.tsx";
import { Button, buttonClass, IconButton } from "../ui/button.tsx";

type TimerBarProps = {
  number: number;
  timer: WorkTimer | null;
  /** With when it began and when it was stopped, by the server's clock. */
  onStop: (startedAt: string, stoppedAt: Date) => void;
};

const TICK_MS = 10_000;

/** Starts and stops the one timer of a person; while it runs for another job it leads there. */
export function TimerBar({ number, timer, onStop }: TimerBarProps) {
  const { t } = useTexts();
  const times = useTimes();
  const inSentence = useTimes({ isInSentence: true });
  const { account } = useSession();
  const now = useNow(TICK_MS);

  function throwAway(thrown: WorkTimer): void {
    dropTimer(account.id);
    const action = { label: t("common.undo"), run: () => startTimer(account.id, thrown) };
    toast(t("gathering.timer_thrown_away"), { action });
  }

  if (!timer)
    return (
      <Button
        look="secondary"
        className="justify-self-start"
        icon={<Play aria-hidden="true" className="size-5" />}
        onClick={() => void timeNow().then((at) => startTimer(account.id, { number, startedAt: at.toISOString() }))}
      >
        {t("gathering.start_timer")}
      </Button>
    );
  if (timer.number !== number)
    return (
      <div className="flex flex-wrap items-center gap-2">
        <Link
          href={`/interventions/${timer.number}`}
          className={buttonClass({ look: "quiet", size: "compact" }, "-ms-3 justify-self-start")}
        >
          <Timer aria-hidden="true" className="size-5" />
          {timer.number > 0
            ? t("gathering.timer_runs_elsewhere", { number: String(timer.number) })
            : t("gathering.timer_runs_for_new")}
        </Link>
        <IconButton label={t("gathering.throw_timer_away")} onClick={() => throwAway(timer)}>
          <Trash2 aria-hidden="true" className="size-5" />
        </IconButton>
      </div>
    );
  return (
    <div className="flex items-center gap-2 rounded-2xl bg-petrol-wash py-2 ps-4 pe-2">
      <Timer aria-hidden="true" className="size-5 shrink-0 text-petrol" />
      <p className="grid min-w-0 grow">
        <span className="number text-large font-semibold">{times.duration(minutesBetween(timer.startedAt, now))}</span>
        <span className="text-small text-soft">
          {t("gathering.timer_runs", { when: inSentence.dateTime(new Date(timer.startedAt), now) })}
        </span>
      </p>
      <IconButton label={t("gathering.throw_timer_away")} onClick={() => throwAway(timer)}>
        <Trash2 aria-hidden="true" className="size-5" />
      </IconButton>
      <Button
        icon={<Square aria-hidden="true" className="size-4.5" />}
        onClick={() => void timeNow().then((at) => onStop(timer.startedAt, at))}
      >
        {t("gathering.stop_timer")}
      </Button>
    </div>
  );
}
