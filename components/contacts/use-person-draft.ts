"use client";

import { useEffect, useRef, useState } from "react";
import { dropDraft, readDraft, writeDraft } from "#lib/browser/drafts.ts";
import { type Attempt, attemptAt } from "#lib/browser/idempotency-key.ts";
import type { Contact } from "#lib/domain/contacts/contact.ts";
import { countChanges, inputOf, type Part, type PersonInput } from "./person-input.ts";
import { merge } from "./person-merge.ts";

type Kept = {
  /** The contact that the values are to be understood upon; null for a new one. */
  base: Contact | null;
  values: PersonInput;
  undecided: Part[];
  /** What was last sent, whatever has become of it: an answer may be lost after the change was made. */
  attempt: Attempt | null;
};
type State = Kept & { cameIn: Part[]; isFromBefore: boolean };

export type PersonDraft = Omit<State, "attempt"> & {
  before: PersonInput;
  /** How many parts differ from what is saved. */
  count: number;
  change: (values: Partial<PersonInput>) => void;
  /** Puts what was typed on top of what the contact has become. */
  rebase: (current: Contact) => void;
  decide: (part: Part, how: "mine" | "theirs") => void;
  /** The key under which a new person is sent: the same one again, also after a reload. */
  keyFor: (content: unknown) => string;
  discard: () => void;
  /** It is saved, and is so now. */
  settle: (saved: Contact) => void;
};

/** The form's values, kept with the contact on which they were typed, so that only what was typed is ever sent. */
export function usePersonDraft(contact: Contact | null): PersonDraft {
  const key = `person.${contact?.id ?? "new"}`;
  const [state, setState] = useState<State>(() => keptState(key) ?? freshState(contact));
  const isOver = useRef(false);
  const { base, values, undecided, attempt } = state;
  const before = inputOf(base);
  const count = countChanges(values, before);

  useEffect(() => {
    if (count > 0 && !isOver.current) writeDraft(key, { base, values, undecided, attempt } satisfies Kept);
    else dropDraft(key);
  }, [key, base, values, undecided, attempt, count]);

  // It comes from the device first, then from the network, and again when somebody else has changed it.
  useEffect(() => {
    if (contact && base && contact.version > base.version) setState((now) => rebased(now, contact));
  }, [contact, base]);

  return {
    ...state,
    ...{ before, count },
    change: (changes) => setState((now) => ({ ...now, isFromBefore: false, values: { ...now.values, ...changes } })),
    rebase: (current) => setState((now) => rebased(now, current)),
    decide: (part, how) =>
      setState((now) => ({
        ...now,
        undecided: now.undecided.filter((one) => one !== part),
        values: how === "mine" ? now.values : { ...now.values, [part]: inputOf(now.base)[part] },
      })),
    keyFor: (content) => {
      const next = attemptAt(content, attempt);
      setState((now) => ({ ...now, attempt: next }));
      return next.key;
    },
    discard: () => setState(freshState(base)),
    settle: (saved) => {
      isOver.current = contact === null;
      dropDraft(key);
      setState(freshState(saved));
    },
  };
}

function rebased(state: State, current: Contact): State {
  const before = inputOf(state.base);
  const merged = merge(before, state.values, inputOf(current), state.undecided);
  // Where nothing was typed there is nothing to look at once more.
  const isTouched = countChanges(state.values, before) > 0;
  const cameIn = isTouched ? [...new Set([...state.cameIn, ...merged.cameIn])] : [];
  return { ...state, base: current, values: merged.values, undecided: merged.undecided, cameIn };
}

function freshState(base: Contact | null): State {
  return { base, values: inputOf(base), undecided: [], attempt: null, cameIn: [], isFromBefore: false };
}

function keptState(key: string): State | null {
  const { base = null, values, undecided = [], attempt = null } = readDraft<Kept>(key) ?? {};
  // One that an older version of the app has kept lacks the parts that are new.
  const whole = values && { ...inputOf(base), ...values };
  return whole ? { base, values: whole, undecided, attempt, cameIn: [], isFromBefore: true } : null;
}
