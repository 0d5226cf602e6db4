"use client";

import { type Answer, putAnswer, useAnswer } from "#lib/browser/answers.ts";
import { ask } from "#lib/browser/api.ts";
import { useTexts } from "#lib/browser/texts.tsx";
import { toast } from "#lib/browser/toasts.ts";
import type { PreferenceChanges, Preferences } from "#lib/domain/preferences/preferences.ts";
import { useFailureText } from "../app/failure-text.ts";

const path = "/api/account/preferences";

/** One after the other, so that the last choice is the one that stays. */
let last: Promise<unknown> = Promise.resolve();
let waiting = 0;

/** Each choice holds at once and is saved behind; where it cannot be saved it jumps back, and a sentence says so. */
export function usePreferences(): {
  answer: Answer<Preferences>;
  /** @returns whether it was saved */
  change: (changes: PreferenceChanges) => Promise<boolean>;
} {
  const { t } = useTexts();
  const failureText = useFailureText();
  const answer = useAnswer<Preferences>(path);
  return { answer, change };

  async function change(changes: PreferenceChanges): Promise<boolean> {
    const before = answer.body;
    putAnswer<Preferences>(path, (known) => known && withChanges(known, changes));
    waiting++;
    const saving = last.then(() => ask<Preferences>(path, { method: "PATCH", body: changes }));
    last = saving.catch(() => {});
    try {
      const saved = await saving;
      if (waiting === 1) putAnswer(path, () => saved);
      return true;
    } catch (error) {
      if (before) putAnswer<Preferences>(path, (known) => known && withChanges(known, sameFields(before, changes)));
      toast(t("account.not_saved", { reason: failureText(error) }), { tone: "failed" });
      return false;
    } finally {
      waiting--;
    }
  }
}

function withChanges(known: Preferences, { email_kinds, ...changes }: PreferenceChanges): Preferences {
  return { ...known, ...changes, email_kinds: { ...known.email_kinds, ...email_kinds } };
}

/** What the changed fields were before. */
function sameFields(before: Preferences, changes: PreferenceChanges): PreferenceChanges {
  const fields = Object.entries(before).filter(([field]) => field in changes);
  return Object.fromEntries(fields);
}
