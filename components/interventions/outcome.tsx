"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { Button } from "../ui/button.tsx";
import { Block } from "./block.tsx";
import { LongText } from "./long-text.tsx";
import { OutcomeField } from "./outcome-field.tsx";
import { useOutcomeDraft } from "./use-outcome-draft.ts";

/** What was found and done: the technician's answer, written where it is read. */
export function Outcome({ job }: { job: Intervention }) {
  const { t } = useTexts();
  const draft = useOutcomeDraft(job);
  if (draft.typed !== null)
    return (
      <Block title={t("interventions.outcome")}>
        <OutcomeField job={job} draft={draft} typed={draft.typed} />
      </Block>
    );
  return (
    <Block
      title={t("interventions.outcome")}
      action={
        <Button look="quiet" size="compact" className="-my-2.5 -me-3" onClick={draft.begin}>
          {t(job.answer === "" ? "interventions.write_outcome" : "common.edit")}
        </Button>
      }
    >
      {job.answer === "" ? (
        <p className="text-soft">{t("interventions.no_outcome")}</p>
      ) : (
        <LongText text={job.answer} />
      )}
    </Block>
  );
}
