"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useCallback, useEffect, useRef, useState } from "react";
import { type UseFormReturn, useForm } from "react-hook-form";
import { dropDraft, readDraft, writeDraft } from "#lib/browser/drafts.ts";
import type { WaitingChange } from "#lib/browser/outbox/waiting-change.ts";
import { useTimes } from "#lib/browser/times.ts";
import type { Intervention, NewIntervention } from "#lib/domain/interventions/intervention.ts";
import { type FormInput, formOf, formOfGiven, formSchema } from "./intervention-input.ts";
import { isTouched, type Merged, merge, type Part, parts, valuesOf } from "./intervention-merge.ts";
import { whoChanged } from "./who-changed.ts";

type Seen = {
  /** The intervention that the values are to be understood upon; null for a new one. */
  base: Intervention | null;
  undecided: Part[];
  /** Who has changed what is undecided, or what came in. */
  who: string[];
};
type Kept = Seen & { values: FormInput };

export type InterventionDraft = Seen & {
  form: UseFormReturn<FormInput>;
  /** It was here before this form was opened. */
  isFromBefore: boolean;
  /** What somebody else has changed while this was typed: it is in the form now. */
  cameIn: Part[];
  /** Puts what was typed on top of what the intervention has become. */
  rebase: (current: Intervention) => Merged;
  decide: (part: Part, values: Partial<FormInput>) => void;
  throwAway: () => void;
  /** It is saved. */
  drop: () => void;
  /** It was not, after all. */
  keep: () => void;
};

/**
 * The form's values, kept with the intervention on which they were typed, so that only what was typed is ever sent.
 *
 * @param refused a new one that the server has refused, and with which the form begins
 */
export function useInterventionDraft(
  job: Intervention | null,
  query: URLSearchParams,
  refused: WaitingChange | null,
): InterventionDraft {
  const times = useTimes();
  const key = `intervention.${(job ?? refused)?.number ?? "new"}`;
  const [kept, setKept] = useState(() => keptDraft(key));
  const [seen, setSeen] = useState<Seen>(() => ({
    base: kept?.base ?? job,
    undecided: kept?.undecided ?? [],
    who: kept?.who ?? [],
  }));
  const [cameIn, setCameIn] = useState<Part[]>([]);
  const newest = useRef(seen);
  const isOver = useRef(false);
  useEffect(() => {
    isOver.current = false;
    return () => {
      isOver.current = true;
    };
  }, []);
  const startOf = useCallback(
    (base: Intervention | null) =>
      refused ? formOfGiven(refused.body as NewIntervention, times) : formOf(base, query, times),
    [refused, query, times],
  );
  const form = useForm<FormInput>({
    resolver: zodResolver(formSchema),
    defaultValues: { ...startOf(seen.base), ...kept?.values },
  });

  const keep = useCallback(
    (values: FormInput) => {
      if (isOver.current) return;
      if (isTouched(startOf(newest.current.base), values))
        writeDraft(key, { ...newest.current, values } satisfies Kept);
      else dropDraft(key);
    },
    [key, startOf],
  );
  useEffect(
    () => form.subscribe({ formState: { values: true }, callback: ({ values }) => keep(values) }),
    [form, keep],
  );

  function see(next: Seen): void {
    newest.current = next;
    setSeen(next);
    keep(form.getValues());
  }

  function put(values: Partial<FormInput>): void {
    for (const [field, value] of Object.entries(values)) form.setValue(field as keyof FormInput, value);
  }

  function rebase(current: Intervention): Merged {
    const { base, undecided } = newest.current;
    const mine = form.getValues();
    const before = startOf(base);
    const merged = merge(before, mine, startOf(current), undecided);
    newest.current = { ...newest.current, base: current, undecided: merged.undecided };
    for (const part of merged.cameIn) put(valuesOf(part, merged.values));
    see(newest.current);
    // Where nothing was typed there is nothing to look at once more.
    if (!isTouched(before, mine)) return merged;
    if (merged.cameIn.length > 0) setCameIn((known) => [...new Set([...known, ...merged.cameIn])]);
    if (base)
      void whoChanged(base, "form").then((who) =>
        see({ ...newest.current, who: [...new Set([...newest.current.who, ...who])] }),
      );
    return merged;
  }

  // It comes from the device first, then from the network, and again when somebody else has changed it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: rebase is another one each time, and does the same
  useEffect(() => {
    if (job && seen.base && job.version > seen.base.version) rebase(job);
  }, [job, seen.base]);

  return {
    ...seen,
    ...{ form, cameIn, rebase, isFromBefore: kept !== null },
    decide: (part, values) => {
      newest.current = { ...newest.current, undecided: newest.current.undecided.filter((one) => one !== part) };
      put(values);
      see(newest.current);
    },
    throwAway: () => {
      setKept(null);
      setCameIn([]);
      form.reset(startOf(seen.base));
      see({ ...newest.current, undecided: [], who: [] });
    },
    drop: () => {
      isOver.current = true;
      dropDraft(key);
    },
    keep: () => {
      isOver.current = false;
      keep(form.getValues());
    },
  };
}

function keptDraft(key: string): Kept | null {
  const { base = null, undecided = [], who = [], values } = readDraft<Kept>(key) ?? {};
  return values ? { base, undecided: undecided.filter((part) => part in parts), who, values } : null;
}
