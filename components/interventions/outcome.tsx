"use client";

import { useState } from "react";
import { ask, Refused } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { useFailureText } from "../app/failure-text.ts";
import { Button } from "../ui/button.tsx";
import { TextArea } from "../ui/field.tsx";
import { Block } from "./block.tsx";
import { interventionPath, showChanged } from "./paths.ts";

/** What was found and done: the technician's answer, written where it is read. */
export function Outcome({ job }: { job: Intervention }) {
  const { t } = useTexts();
  const failureText = useFailureText();
  const [typed, setTyped] = useState<string | null>(null);
  const [version, setVersion] = useState(job.version);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function save(): Promise<void> {
    setIsBusy(true);
    setFailure(null);
    try {
      const body = { answer: typed, version };
      showChanged(await ask<Intervention>(interventionPath(job.number), { method: "PATCH", body }));
      setTyped(null);
      toast(t("interventions.outcome_saved"));
    } catch (error) {
      setFailure(failureText(error));
      if (error instanceof Refused && error.problem.code === "version_conflict") {
        const current = error.problem.current as Intervention;
        setVersion(current.version);
        if (current.answer !== job.answer) setFailure(t("interventions.outcome_moved", { text: current.answer }));
      }
    } finally {
      setIsBusy(false);
    }
  }

  function edit(): void {
    setVersion(job.version);
    setTyped(job.answer);
  }

  if (typed === null)
    return (
      <Block
        title={t("interventions.outcome")}
        action={
          <Button look="quiet" size="compact" className="-my-2.5 -me-3" onClick={edit}>
            {t(job.answer === "" ? "interventions.write_outcome" : "common.edit")}
          </Button>
        }
      >
        {job.answer === "" ? (
          <p className="text-soft">{t("interventions.no_outcome")}</p>
        ) : (
          <p dir="auto" className="max-w-prose whitespace-pre-wrap">
            {job.answer}
          </p>
        )}
      </Block>
    );
  return (
    <Block title={t("interventions.outcome")}>
      <TextArea
        autoFocus
        dir="auto"
        label={t("interventions.outcome_label")}
        value={typed}
        maxLength={100_000}
        error={failure}
        onChange={({ target }) => setTyped(target.value)}
      />
      <div className="flex gap-2">
        <Button isBusy={isBusy} onClick={() => void save()}>
          {t("common.save")}
        </Button>
        <Button look="quiet" onClick={() => setTyped(null)}>
          {t("common.cancel")}
        </Button>
      </div>
    </Block>
  );
}
