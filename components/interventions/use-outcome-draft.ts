"use client";

import { useEffect, useState } from "react";
import { dropDraft, readDraft, writeDraft } from "#lib/browser/drafts.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";
import { whoChanged } from "./who-changed.ts";

export type OutcomeBase = Pick<Intervention, "number" | "answer" | "version" | "updated_at">;
type Writing = { typed: string; base: OutcomeBase };

export type OutcomeDraft = {
  /** Null while nobody writes. */
  typed: string | null;
  /** The newest that this device has seen. */
  seen: OutcomeBase;
  /** What somebody else has written meanwhile; null for nothing. */
  theirs: { text: string; who: string[] } | null;
  /** It was here before the card was opened. */
  isFromBefore: boolean;
  begin: () => void;
  type: (text: string) => void;
  /** What is typed has been seen beside what somebody else wrote, and is now what shall stand. */
  decide: (text: string) => void;
  end: () => void;
};

/** The outcome while it is written, with the one on which the writing began. */
export function useOutcomeDraft(job: Intervention): OutcomeDraft {
  const key = `outcome.${job.number}`;
  const [writing, setWriting] = useState<Writing | null>(() => keptDraft(key));
  const [isFromBefore, setIsFromBefore] = useState(writing !== null);
  const [who, setWho] = useState<string[]>([]);
  const typed = writing?.typed;
  const base = writing?.base;
  const hasMoved = base !== undefined && job.version > base.version && job.answer !== base.answer;
  const isUntouched = typed === base?.answer;
  const isTheirs = hasMoved && !isUntouched && typed !== job.answer;

  useEffect(() => {
    if (!hasMoved) return;
    // The very same was saved elsewhere, such as together with a status: there is nothing left to write.
    if (!isUntouched && typed === job.answer) {
      dropDraft(key);
      setWriting(null);
    } else if (isUntouched) setWriting({ typed: job.answer, base: baseOf(job) });
  }, [hasMoved, isUntouched, typed, job, key]);
  useEffect(() => {
    let isWanted = true;
    if (isTheirs && base) void whoChanged(base, "outcome").then((names) => isWanted && setWho(names));
    return () => {
      isWanted = false;
    };
  }, [isTheirs, base]);

  function keep(next: Writing | null): void {
    setWriting(next);
    if (next && next.typed !== next.base.answer) writeDraft(key, next);
    else dropDraft(key);
  }

  return {
    typed: typed ?? null,
    seen: base && base.version > job.version ? base : baseOf(job),
    theirs: isTheirs ? { text: job.answer, who } : null,
    isFromBefore,
    begin: () => keep({ typed: job.answer, base: baseOf(job) }),
    type: (text) => base && keep({ typed: text, base }),
    decide: (text) => keep({ typed: text, base: baseOf(job) }),
    end: () => {
      keep(null);
      setIsFromBefore(false);
    },
  };
}

function baseOf({ number, answer, version, updated_at }: OutcomeBase): OutcomeBase {
  return { number, answer, version, updated_at };
}

function keptDraft(key: string): Writing | null {
  const { typed, base } = readDraft<Writing>(key) ?? {};
  return typed !== undefined && base ? { typed, base } : null;
}
