"use client";

import { useEffect, useState } from "react";
import { dropDraft, readDraft, writeDraft } from "./drafts.ts";

type Texts<Field extends string> = Record<Field, string>;
/** What was typed and not saved, and what stood there when it was begun: enough to tell what others have changed since. */
type Kept<Field extends string> = { typed: Partial<Texts<Field>>; base: Partial<Texts<Field>> };

export type TextDraft<Field extends string> = {
  values: Texts<Field>;
  change: (field: Field, value: string) => void;
  /** What differs from what is saved. */
  changed: Field[];
  /** What somebody else has saved where this person has typed something else. */
  theirs: Partial<Texts<Field>>;
  /** Keeps one's own there, or takes what they have saved. */
  decide: (field: Field, whose: "mine" | "theirs") => void;
  /** It was here before this screen was opened. */
  isFromBefore: boolean;
  discard: () => void;
};

/**
 * A form of texts that loses nothing: what is typed is kept on the device, what others save meanwhile comes in where
 * nothing was typed, and where both have written the person decides.
 */
export function useTextDraft<Field extends string>(form: string, saved: Texts<Field>): TextDraft<Field> {
  const [kept, setKept] = useState<Kept<Field>>(() => keptDraft(form));
  const [wasKept] = useState(() => Object.keys(kept.typed).length > 0);
  const [isTouched, setIsTouched] = useState(false);
  const fields = Object.keys(saved) as Field[];
  const changed = fields.filter((field) => kept.typed[field] !== undefined && kept.typed[field] !== saved[field]);
  const isDirty = changed.length > 0;
  useEffect(() => (isDirty ? askBeforeClosing() : undefined), [isDirty]);

  function keep(next: Kept<Field>): void {
    setKept(next);
    setIsTouched(true);
    if (Object.keys(next.typed).length > 0) writeDraft(form, next);
    else dropDraft(form);
  }

  return {
    values: { ...saved, ...kept.typed },
    change: (field, value) => {
      const base = { ...kept.base, [field]: kept.base[field] ?? saved[field] };
      keep({ typed: { ...kept.typed, [field]: value }, base });
    },
    changed,
    theirs: Object.fromEntries(
      changed.filter((field) => kept.base[field] !== saved[field]).map((field) => [field, saved[field]]),
    ) as Partial<Texts<Field>>,
    decide: (field, whose) => {
      const typed = { ...kept.typed };
      if (whose === "theirs") delete typed[field];
      keep({ typed, base: { ...kept.base, [field]: saved[field] } });
    },
    isFromBefore: wasKept && !isTouched && isDirty,
    discard: () => keep({ typed: {}, base: {} }),
  };
}

function keptDraft<Field extends string>(form: string): Kept<Field> {
  const kept = readDraft<Kept<Field>>(form);
  return kept?.typed && kept.base ? { typed: kept.typed, base: kept.base } : { typed: {}, base: {} };
}

function askBeforeClosing(): () => void {
  const ask = (event: BeforeUnloadEvent) => event.preventDefault();
  window.addEventListener("beforeunload", ask);
  return () => window.removeEventListener("beforeunload", ask);
}
