"use client";

import { useTexts } from "#lib/browser/texts.tsx";
import { useTimes } from "#lib/browser/times.ts";
import { formOf } from "./intervention-input.ts";
import { type Part, valuesOf } from "./intervention-merge.ts";
import { partValue } from "./part-value.ts";
import { Theirs } from "./theirs.tsx";
import type { InterventionDraft } from "./use-intervention-draft.ts";

/** Below its field, when somebody else has changed it, too. */
export function PartDecision({ part, draft }: { part: Part; draft: InterventionDraft }) {
  const { t } = useTexts();
  const times = useTimes();
  const { base, who, undecided, decide, form } = draft;
  if (!base || !undecided.includes(part)) return null;
  const isText = part === "description" || part === "note";
  return (
    <div className="-mt-3">
      <Theirs
        who={who}
        value={partValue(part, base, times, t)}
        onMine={() => decide(part, {})}
        onTheirs={() => decide(part, valuesOf(part, formOf(base, new URLSearchParams(), times)))}
        onBoth={isText ? () => decide(part, { [part]: `${base[part]}\n\n${form.getValues(part)}` }) : undefined}
      />
    </div>
  );
}
