"use client";

import { useEffect, useState } from "react";
import { dropDraft, readDraft, writeDraft } from "#lib/browser/drafts.ts";
import { keyOf, type Rule, type RuleKey } from "#lib/domain/rules/rules.ts";
import { ruleOf } from "./rule-columns.ts";

/** What was chosen and not saved: only what differs, so that it holds on top of somebody else's changes, too. */
type Draft = {
  changes: Record<RuleKey, boolean>;
  /** The rules as they were when the first change was made. */
  seen: RuleKey[];
};

const form = "notification-rules";

export type RuleDraft = {
  isOn: (key: RuleKey) => boolean;
  isChanged: (key: RuleKey) => boolean;
  choose: (key: RuleKey, isOn: boolean) => void;
  /** How many differ from what is saved. */
  count: number;
  /** It was here before this screen was opened. */
  isFromBefore: boolean;
  /** All rules as they would be saved. */
  chosen: Rule[];
  /** All rules as they were when the choosing began. */
  seen: Rule[];
  /** Statuses whose rules are not as they were seen. Whoever asks has seen them from now on. */
  changedMeanwhile: (fresh: readonly Rule[]) => Set<number>;
  discard: () => void;
};

/** Leaving the screen, or reloading it, loses nothing: the draft stays until it is saved or discarded. */
export function useRuleDraft(saved: readonly Rule[]): RuleDraft {
  const [draft, setDraft] = useState<Draft | null>(keptDraft);
  const [isFromBefore, setIsFromBefore] = useState(draft !== null);
  const base = new Set(saved.map(keyOf));
  const changes = Object.entries(draft?.changes ?? {}).filter(([key, isOn]) => base.has(key) !== isOn);
  const on = new Set(base);
  for (const [key, isOn] of changes) isOn ? on.add(key) : on.delete(key);
  const isDirty = changes.length > 0;
  useEffect(() => (isDirty ? askBeforeClosing() : undefined), [isDirty]);

  function keep(next: Draft | null): void {
    setDraft(next);
    if (next) writeDraft(form, next);
    else dropDraft(form);
  }

  return {
    isOn: (key) => on.has(key),
    isChanged: (key) => on.has(key) !== base.has(key),
    choose: (key, isOn) => {
      setIsFromBefore(false);
      keep({ changes: { ...draft?.changes, [key]: isOn }, seen: isDirty && draft ? draft.seen : [...base] });
    },
    count: changes.length,
    isFromBefore: isFromBefore && isDirty,
    chosen: [...on].map(ruleOf),
    seen: (draft?.seen ?? [...base]).map(ruleOf),
    changedMeanwhile: (fresh) => {
      const now = new Set(fresh.map(keyOf));
      const seen = new Set(draft?.seen);
      const different = [...now].filter((key) => !seen.has(key)).concat([...seen].filter((key) => !now.has(key)));
      if (draft) keep({ ...draft, seen: [...now] });
      return new Set(different.map((key) => ruleOf(key).status_id));
    },
    discard: () => keep(null),
  };
}

function askBeforeClosing(): () => void {
  const ask = (event: BeforeUnloadEvent) => event.preventDefault();
  window.addEventListener("beforeunload", ask);
  return () => window.removeEventListener("beforeunload", ask);
}

function keptDraft(): Draft | null {
  const kept = readDraft<Draft>(form);
  return kept?.changes && kept.seen ? { changes: kept.changes, seen: kept.seen } : null;
}
