"use client";

import { useState } from "react";
import { putAnswer } from "#lib/browser/answers.ts";
import { ask } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { Rule, RuleWarning } from "#lib/domain/rules/rules.ts";
import type { Status } from "#lib/domain/statuses/status.ts";
import { useFailureText } from "../app/failure-text.ts";
import { isConflict } from "../interventions/conflict.ts";
import { Banner } from "../ui/notice.tsx";
import { rulesPath } from "./rule-columns.ts";
import { useRuleDraft } from "./rule-draft.ts";
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
  const [warnings, setWarnings] = useState<readonly RuleWarning[]>([]);
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
    const answer = await ask<Rules & { warnings: RuleWarning[] }>(rulesPath, {
      method: "PUT",
      body: { rules: draft.chosen, seen: draft.seen },
    });
    putAnswer<Rules>(rulesPath, () => ({ rules: answer.rules }));
    draft.discard();
    setWarnings(answer.warnings);
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
      <RuleWarnings warnings={warnings} />
      {draft.isFromBefore && <Banner tone="wanting">{t("rules.kept")}</Banner>}
      {meanwhile !== null && <Banner tone="wanting">{t("rules.changed_meanwhile", { statuses: meanwhile })}</Banner>}
      <div className="desk:hidden">
        <RulesByStatus statuses={statuses} draft={draft} />
      </div>
      <div className="hidden desk:block">
        <RulesTable statuses={statuses} draft={draft} />
      </div>
      <p className="text-small text-soft">{t("rules.assignment_hint")}</p>
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
