"use client";

import { useEffect, useRef, useState } from "react";
import { perform } from "#lib/browser/outbox/outbox.ts";
import { NoRoom } from "#lib/browser/outbox/outbox-store.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { useFailureText } from "../app/failure-text.ts";
import { useIsThere } from "../app/use-is-there.ts";
import { Button } from "../ui/button.tsx";
import { TextArea } from "../ui/field.tsx";
import { isConflict } from "./conflict.ts";
import { interventionPath, showChanged } from "./paths.ts";
import { goToUndecided, Theirs } from "./theirs.tsx";
import type { OutcomeDraft } from "./use-outcome-draft.ts";

type OutcomeFieldProps = { job: Intervention; draft: OutcomeDraft; typed: string };

/** The outcome's field, with its buttons. */
export function OutcomeField({ job, draft, typed }: OutcomeFieldProps) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const isThere = useIsThere();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const buttons = useRef<HTMLDivElement>(null);
  const { theirs, isFromBefore } = draft;
  const isToDecide = theirs !== null && failure !== null;
  useEffect(() => {
    if (isToDecide) goToUndecided();
  }, [isToDecide]);
  // What was begun before waits where it is; what is begun now comes into view, and stays there when a keyboard opens.
  useEffect(() => {
    if (isFromBefore) return;
    const show = () => place.current?.scrollIntoView({ block: "nearest" });
    show();
    window.visualViewport?.addEventListener("resize", show);
    return () => window.visualViewport?.removeEventListener("resize", show);
  }, [isFromBefore]);

  async function save(): Promise<void> {
    setFailure(null);
    if (theirs) {
      setFailure(t("interventions.decide_first"));
      return goToUndecided();
    }
    const answer = typed.trim() === "" ? "" : typed;
    if (answer === draft.seen.answer) return draft.end();
    setIsBusy(true);
    try {
      const { seen } = draft;
      const sending = {
        method: "PATCH",
        path: interventionPath(job.number),
        body: { answer, ...(job.number > 0 && { version: seen.version }) },
      } as const;
      const doing = { kind: "outcome", answer, seen: seen.answer } as const;
      const { state } = await perform(job.number, doing, sending, { isWatched: isThere });
      draft.end();
      const said = t(answer === "" ? "interventions.outcome_emptied" : "interventions.outcome_saved");
      toast(state === "sent" ? said : t("waiting.will_be_sent"));
    } catch (error) {
      setIsBusy(false);
      // Only a change of the outcome itself is a reason to ask the person once more (lib/browser/outbox/send.ts).
      if (isConflict(error)) showChanged(error.problem.current as Intervention);
      setFailure(isConflict(error) ? t("interventions.decide_first") : inWords(error));
    }
  }

  function inWords(error: unknown): string {
    return error instanceof NoRoom ? t("gathering.no_room") : failureText(error);
  }

  return (
    <div ref={place} className="grid scroll-mt-28 scroll-mb-40 gap-2 desk:scroll-mb-6">
      {isFromBefore && <p className="text-small font-medium text-brass-ink">{t("common.draft_is_back")}</p>}
      <TextArea
        autoFocus={!isFromBefore}
        dir="auto"
        label={t("interventions.outcome_label")}
        value={typed}
        maxLength={100_000}
        error={failure}
        onChange={({ target }) => {
          draft.type(target.value);
          buttons.current?.scrollIntoView({ block: "nearest" });
        }}
      />
      {theirs && (
        <Theirs
          who={theirs.who}
          value={theirs.text}
          onMine={() => decide(typed)}
          onTheirs={() => decide(job.answer)}
          onBoth={() => decide(`${job.answer}\n\n${typed}`)}
        />
      )}
      <div ref={buttons} className="flex scroll-mb-40 gap-2 desk:scroll-mb-6">
        <Button isBusy={isBusy} onClick={() => void save()}>
          {t("common.save")}
        </Button>
        <Button look="quiet" onClick={draft.end}>
          {t("common.cancel")}
        </Button>
      </div>
    </div>
  );

  function decide(text: string): void {
    setFailure(null);
    draft.decide(text);
  }
}
