import { useEffect, useState } from "react";
import { onKey } from "#lib/browser/keyboard.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";

export type Selection = {
  isOn: boolean;
  /** What is chosen of what is shown: nothing is changed that nobody sees. */
  jobs: Intervention[];
  isChosen: (job: Intervention) => boolean;
  toggle: (job: Intervention) => void;
  chooseAll: () => void;
  begin: () => void;
  end: () => void;
};

/** Several interventions of a list, to be changed together. `x` chooses the one that is open. */
export function useSelection(shown: readonly Intervention[], current: number | null, mayChoose: boolean): Selection {
  /** By id; null while one is opened by a tap, not chosen. */
  const [ids, setIds] = useState<ReadonlySet<number> | null>(null);
  const jobs = shown.filter(({ id }) => ids?.has(id));
  const toggle = ({ id }: Intervention) => setIds((before) => new Set(before ?? []).symmetricDifference(new Set([id])));
  useEffect(() => {
    if (!mayChoose) return;
    const open = shown.find(({ number }) => number === current);
    return onKey({
      ...(open && { x: () => toggle(open) }),
      ...(ids && { Escape: () => setIds(null) }),
    });
  });
  return {
    isOn: ids !== null,
    jobs,
    isChosen: ({ id }) => ids?.has(id) ?? false,
    toggle,
    chooseAll: () => setIds(new Set(shown.map(({ id }) => id))),
    begin: () => setIds(new Set()),
    end: () => setIds(null),
  };
}
