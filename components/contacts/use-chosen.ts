import { useState } from "react";
import type { ContactChoice, ContactFilter } from "#lib/domain/contacts/filter.ts";
import type { Person } from "#lib/domain/people/person.ts";

export type Chosen = {
  /** Something is chosen, or is about to be. */
  isOn: boolean;
  /** Everybody who fits the filter, shown or not. */
  isAll: boolean;
  /** How many of those who are shown are chosen. */
  count: number;
  shown: number;
  isChosen: (person: Person) => boolean;
  toggle: (person: Person) => void;
  /** All that are shown, or none [CT-12]. */
  togglePage: () => void;
  chooseAll: () => void;
  begin: () => void;
  end: () => void;
  choice: ContactChoice;
};

type State = { of: string; ids: ReadonlySet<number>; isAll: boolean };

/** Several contacts of a list. Another filter chooses anew: nothing happens to whom nobody sees, but for "all that fit". */
export function useChosen(shown: readonly Person[], filter: ContactFilter): Chosen {
  const of = JSON.stringify(filter);
  const [kept, setKept] = useState<State | null>(null);
  const state = kept?.of === of ? kept : null;
  const ids = state?.ids ?? new Set<number>();
  const isAll = state?.isAll ?? false;
  const chosen = isAll ? shown : shown.filter(({ id }) => ids.has(id));
  const set = (next: Iterable<number>, all = false) => setKept({ of, ids: new Set(next), isAll: all });
  return {
    isOn: state !== null,
    isAll,
    count: chosen.length,
    shown: shown.length,
    isChosen: ({ id }) => isAll || ids.has(id),
    toggle: ({ id }) => {
      const next = new Set(chosen.map((person) => person.id)).symmetricDifference(new Set([id]));
      if (next.size > 0 || state?.ids.size === 0) set(next);
      else setKept(null);
    },
    togglePage: () => (chosen.length === shown.length ? setKept(null) : set(shown.map(({ id }) => id))),
    chooseAll: () =>
      set(
        shown.map(({ id }) => id),
        true,
      ),
    begin: () => set([]),
    end: () => setKept(null),
    choice: isAll ? { filter } : { ids: chosen.map(({ id }) => id) },
  };
}
