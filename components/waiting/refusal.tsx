"use client";

import { lazy, Suspense, useState } from "react";
import { useAnswer } from "#lib/browser/answers.ts";
import { Refused } from "#lib/browser/api.ts";
import { timeNow } from "#lib/browser/outbox/clock.ts";
import { tryAgain } from "#lib/browser/outbox/outbox.ts";
import { isConflict, type WaitingChange } from "#lib/browser/outbox/waiting-change.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { useTimes } from "#lib/browser/times.ts";
import type { Fact } from "#lib/domain/interventions/fact.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import type { Page } from "#lib/domain/page.ts";
import { useFailureText } from "../app/failure-text.ts";
import { Link } from "../app/link.tsx";
import { useTask } from "../app/use-task.ts";
import { interventionPath } from "../interventions/paths.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { GiveUp } from "./give-up.tsx";
import { isMendable } from "./mendable.ts";
import { noRoomInWords } from "./no-room.ts";

const MendSheet = lazy(() => import("./mend-sheet.tsx"));

type RefusalProps = {
  change: WaitingChange;
  /** How many others are given up with it. */
  hangOn: number;
};

/** What the server said against it, and the ways out: nothing is lost, and nothing forced. */
export function Refusal({ change, hangOn }: RefusalProps) {
  const { t } = useTexts();
  const [isMending, setIsMending] = useState(false);
  const task = useTask();
  const said = useSaid(change);
  const { doing } = change;
  const current = currentOf(change);
  const theirs = current?.status?.name ?? "–";
  // Over what somebody else has written nothing is written unseen: both are put into one.
  const wantsWords = doing.kind === "outcome" && current !== undefined;
  const wantsStatus = doing.kind === "status" && current !== undefined;

  async function again(): Promise<void> {
    await tryAgain(change, current ? await anew(change, current) : {});
  }

  return (
    <div className="grid gap-2 ps-7">
      <p className="text-small font-medium wrap-anywhere text-danger">{said}</p>
      <div className="flex flex-wrap gap-2">
        {!wantsWords && (
          <Button
            look="secondary"
            size="compact"
            isBusy={task.isBusy}
            onClick={() => void task.run(again, noRoomInWords(t))}
          >
            {wantsStatus && doing.kind === "status"
              ? t("waiting.set_mine", { status: doing.status.name })
              : t("waiting.try_again")}
          </Button>
        )}
        {isMendable(change) && (
          <Button look={wantsWords ? "secondary" : "quiet"} size="compact" onClick={() => setIsMending(true)}>
            {t(wantsWords ? "waiting.put_together" : "waiting.mend")}
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
        <GiveUp change={change} hangOn={hangOn} label={keptInWords()} />
      </div>
      {task.failure && (
        <p role="alert" className="text-small font-medium text-danger">
          {task.failure}
        </p>
      )}
      <Suspense>{isMending && <MendSheet change={change} onClose={() => setIsMending(false)} />}</Suspense>
    </div>
  );

  function keptInWords(): string | undefined {
    if (wantsStatus) return t("waiting.keep_theirs", { status: theirs });
    return wantsWords ? t("waiting.keep_their_words") : undefined;
  }
}

/** How it is at the server, where that is at odds with this. */
function currentOf(change: WaitingChange): Intervention | undefined {
  return isConflict(change) ? (change.problem?.current as Intervention | undefined) : undefined;
}

/** What is decided now is decided on what is there now; an outcome that somebody else has written stays, with one's own below. */
async function anew(change: WaitingChange, current: Intervention) {
  const { doing, body } = change;
  const madeAt = (await timeNow()).toISOString();
  const now = { ...(body as object), version: current.version };
  if (doing.kind !== "status" || doing.answer === undefined) return { body: now, madeAt };
  const isNew = current.answer !== "" && !doing.answer.startsWith(current.answer);
  const answer = isNew ? `${current.answer}\n\n${doing.answer}` : doing.answer;
  return { body: { ...now, answer }, doing: { ...doing, answer }, madeAt };
}

/** In a sentence or two; who was faster, where the server can be asked. */
function useSaid(change: WaitingChange): string {
  const { t } = useTexts();
  const times = useTimes({ isInSentence: true });
  const failureText = useFailureText();
  const { doing, problem } = change;
  const current = currentOf(change);
  const { body: facts } = useAnswer<Page<Fact>>(current ? `${interventionPath(change.number)}/events` : null);
  if (!problem) return "";
  // It was chosen, and the browser could make nothing of it.
  if (change.isRaw && doing.kind === "file")
    return t(problem.detail === "heic" ? "gathering.heic" : "gathering.not_readable", { name: doing.file.name });
  // What was known here, and is there no more for its person.
  if (problem.status === 404) return t("waiting.not_yours");
  if (!current || (doing.kind !== "status" && doing.kind !== "outcome")) return failureText(new Refused(problem));
  const isOfWords = doing.kind === "outcome" || doing.status.id === current.status?.id;
  const moved = facts?.items.find(
    ({ id, kind, fields, to }) =>
      id > 0 && (isOfWords ? fields?.answer !== undefined : kind === "intervention.status_changed" && to !== null),
  );
  const who = moved?.actor?.name;
  const when = moved && times.dateTime(new Date(moved.at));
  if (isOfWords) {
    const theirs = current.answer || "–";
    return who && when
      ? t("waiting.conflict_outcome_by", { who, when, theirs })
      : t("waiting.conflict_outcome", { theirs });
  }
  const said = { mine: doing.kind === "status" ? doing.status.name : "", theirs: current.status?.name ?? "–" };
  return who && when ? t("waiting.conflict_status_by", { ...said, who, when }) : t("waiting.conflict_status", said);
}
