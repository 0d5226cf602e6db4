"use client";

import { useState } from "react";
import { putAnswer } from "#lib/browser/answers.ts";
import { ask, Refused } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import { useTrial } from "#lib/browser/trial.ts";
import type { Rule, RuleTrialResult } from "#lib/domain/rules/rules.ts";
import type { Status } from "#lib/domain/statuses/status.ts";
import { useFailureText } from "../app/failure-text.ts";
import { isConflict } from "../interventions/conflict.ts";
import { Button } from "../ui/button.tsx";
import { Banner } from "../ui/notice.tsx";
import { rulesPath } from "./rule-columns.ts";
import { useRuleDraft } from "./rule-draft.ts";
import { type Experiment, RuleTrial } from "./rule-trial.tsx";
import { RuleWarnings } from "./rule-warnings.tsx";
import { RulesByStatus } from "./rules-by-status.tsx";
import { RulesTable } from "./rules-table.tsx";
import { SaveBar } from "./save-bar.tsx";

type Rules = { rules: Rule[] };

/** Nothing applies before it is saved, as a whole. */
export function RulesForm({ statuses, rules }: { statuses: Status[]; rules: Rule[] }) {
  const { t, locale } = useTexts();
  const failureText = useFailureText();
  const draft = useRuleDraft(rules);
  const [isSaving, setIsSaving] = useState(false);
  const [experiment, setExperiment] = useState<Experiment>({ job: null, status: null, tellsCustomer: true });
  const trial = useTrial<RuleTrialResult>(`${rulesPath}/trial`, { rules: draft.chosen, ...changeOf(experiment) });
  const [meanwhile, setMeanwhile] = useState<string | null>(null);

  async function save(): Promise<void> {
    setIsSaving(true);
    setMeanwhile(null);
    try {
      await replace();
    } catch (error) {
      if (isConflict(error)) showTheirs(error.problem.current as Rules);
      else toast(failureText(error), { tone: "failed" });
    } finally {
      setIsSaving(false);
    }
  }

  /** The API replaces the whole set, so what somebody else has changed since would be lost without a word. */
  async function replace(): Promise<void> {
    const answer = await ask<Rules>(rulesPath, {
      method: "PUT",
      body: { rules: draft.chosen, seen: draft.seen },
    });
    putAnswer<Rules>(rulesPath, () => ({ rules: answer.rules }));
    draft.discard();
    toast(t("rules.saved"));
  }

  function showTheirs(current: Rules): void {
    const changed = draft.changedMeanwhile(current.rules);
    putAnswer<Rules>(rulesPath, () => current);
    const names = statuses.filter(({ id }) => changed.has(id)).map(({ name }) => name);
    setMeanwhile(new Intl.ListFormat(locale).format(names));
  }

  return (
    <>
      {draft.isFromBefore && <Banner tone="wanting">{t("rules.kept")}</Banner>}
      {meanwhile !== null && <Banner tone="wanting">{t("rules.changed_meanwhile", { statuses: meanwhile })}</Banner>}
      <div className="desk:hidden">
        <RulesByStatus statuses={statuses} draft={draft} />
      </div>
      <div className="hidden desk:block">
        <RulesTable statuses={statuses} draft={draft} />
      </div>
      <p className="text-small text-soft">{t("rules.assignment_hint")}</p>
      {trial.error ? (
        <Banner
          tone="failed"
          action={
            <Button look="quiet" size="compact" onClick={trial.retry}>
              {t("common.retry")}
            </Button>
          }
        >
          {trial.error instanceof Refused ? failureText(trial.error) : t("rules.trial_unreachable")}
        </Banner>
      ) : (
        <RuleWarnings warnings={trial.body?.warnings ?? []} />
      )}
      <RuleTrial
        statuses={statuses}
        experiment={experiment}
        onChange={setExperiment}
        items={trial.body?.items ?? null}
      />
      <SaveBar
        count={draft.count}
        isBusy={isSaving}
        onSave={() => void save()}
        onDiscard={() => {
          draft.discard();
          setMeanwhile(null);
          toast(t("rules.discarded"));
        }}
      />
    </>
  );
}

function changeOf({ job, status, tellsCustomer }: Experiment): object {
  if (!job || status === null) return {};
  return { change: { intervention_number: job.number, status_id: status, notify_customer: tellsCustomer } };
}
