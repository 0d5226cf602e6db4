"use client";

import { CloudUpload, TriangleAlert } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { Refused } from "#lib/browser/api.ts";
import { giveUp, performLater, tryAgain } from "#lib/browser/outbox/outbox.ts";
import { isConflict, type WaitingChange } from "#lib/browser/outbox/waiting-change.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useNow, useTimes } from "#lib/browser/times.ts";
import { toast } from "#lib/browser/toasts.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { useFailureText } from "../app/failure-text.ts";
import { Link } from "../app/link.tsx";
import { useTask } from "../app/use-task.ts";
import { JobNumber } from "../interventions/number.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { doneInWords } from "./done-in-words.ts";
import { isMendable } from "./mendable.ts";

const MendSheet = lazy(() => import("./mend-sheet.tsx"));

type WaitingRowProps = {
  change: WaitingChange;
  seen: string | null;
  /** How many others are given up with it. */
  hangOn: number;
};

/** One change that waits: what, for which intervention, since when; and where it was refused why, and what to do. */
export function WaitingRow({ change, seen, hangOn }: WaitingRowProps) {
  const texts = useTexts();
  const times = useTimes();
  const now = useNow();
  const { body: job } = useAnswer<Intervention>(`/api/interventions/${change.number}`);
  const at = new Date(change.madeAt);
  const isRefused = change.problem !== null;
  return (
    <article className="grid grid-cols-1 gap-2 px-4 py-3">
      <Link href={`/interventions/${change.number}`} className="grid grid-cols-1 gap-0.5 rounded-lg">
        <span className="flex min-w-0 items-center gap-x-2 text-small text-soft">
          <JobNumber number={change.number} className="font-medium" />
          <span className="min-w-0 truncate">{job?.title ?? seen}</span>
        </span>
        <span className="flex items-start gap-2">
          {isRefused ? (
            <TriangleAlert aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-danger" />
          ) : (
            <CloudUpload aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-brass-ink" />
          )}
          <span dir="auto" className="line-clamp-3 min-w-0 font-medium wrap-anywhere">
            {doneInWords(change.doing, texts, times)}
          </span>
        </span>
        <time dateTime={change.madeAt} title={times.exact(at)} className="text-small text-soft">
          {times.ago(at, now)}
        </time>
      </Link>
      {isRefused ? <Refusal change={change} hangOn={hangOn} /> : <GiveUp change={change} hangOn={hangOn} />}
    </article>
  );
}

/** What the server said against it, and the ways out: nothing is lost, and nothing forced. */
function Refusal({ change, hangOn }: Pick<WaitingRowProps, "change" | "hangOn">) {
  const { t } = useTexts();
  const [isMending, setIsMending] = useState(false);
  const task = useTask();
  const failureText = useFailureText();
  const { problem, doing } = change;
  if (!problem) return null;
  const current = isConflict(change) ? (problem.current as Intervention | undefined) : undefined;
  const theirs = current?.status?.name ?? "–";
  const isOfStatus = doing.kind === "status" && current !== undefined;
  const isOfOutcome = doing.kind === "outcome" && current !== undefined;

  function said(): string {
    if (doing.kind === "status" && current?.status?.id === doing.status.id)
      return t("waiting.conflict_outcome", { theirs: current.answer });
    if (isOfStatus) return t("waiting.conflict_status", { mine: doing.status.name, theirs });
    if (isOfOutcome) return t("waiting.conflict_outcome", { theirs: current.answer });
    return problem ? failureText(new Refused(problem)) : "";
  }

  /** What is decided now is decided on what is there now; an outcome that somebody else has written stays, with one's own below. */
  async function again(): Promise<void> {
    if (!current) return tryAgain(change);
    const { answer, ...body } = change.body as { answer?: string };
    const mine = doing.kind === "status" && current.answer !== "" ? answer : undefined;
    const kept = mine === undefined && answer !== undefined ? { answer } : {};
    await tryAgain(change, { body: { ...body, ...kept, version: current.version } });
    if (mine === undefined) return;
    const both = `${current.answer}\n\n${mine}`;
    const sending = { method: "PATCH", path: `/api/interventions/${change.number}`, body: { answer: both } } as const;
    await performLater(change.number, { kind: "outcome", answer: both, seen: current.answer }, sending);
  }

  return (
    <div className="grid gap-2 ps-7">
      <p role="alert" className="text-small font-medium text-danger">
        {said()}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button look="secondary" size="compact" isBusy={task.isBusy} onClick={() => void task.run(again)}>
          {isOfStatus ? t("waiting.set_mine", { status: doing.status.name }) : t("waiting.try_again")}
        </Button>
        {isMendable(change) && (
          <Button look="quiet" size="compact" onClick={() => setIsMending(true)}>
            {t("waiting.mend")}
          </Button>
        )}
        {doing.kind === "creation" && (
          <Link
            href={`/interventions/${change.number}/edit`}
            className={buttonClass({ look: "quiet", size: "compact" })}
          >
            {t("waiting.mend")}
          </Link>
        )}
        <GiveUp
          change={change}
          hangOn={hangOn}
          label={isOfStatus ? t("waiting.keep_theirs", { status: theirs }) : undefined}
        />
      </div>
      <Suspense>{isMending && <MendSheet change={change} onClose={() => setIsMending(false)} />}</Suspense>
    </div>
  );
}

type GiveUpProps = Pick<WaitingRowProps, "change" | "hangOn"> & { label?: string };

/** It has not been done, and will not be. */
function GiveUp({ change, hangOn, label }: GiveUpProps) {
  const { t } = useTexts();
  const task = useTask();

  async function drop(): Promise<void> {
    await giveUp(change);
    toast(t("waiting.given_up"));
  }

  return (
    <Button look="quiet" size="compact" className="-ms-3 justify-self-start" onClick={() => void task.run(drop)}>
      {label ?? (hangOn > 0 ? t("waiting.give_up_all", { count: String(hangOn + 1) }) : t("waiting.give_up"))}
    </Button>
  );
}
