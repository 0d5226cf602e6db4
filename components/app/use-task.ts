"use client";

import { useState } from "react";
import { Refused } from "#lib/browser/api.ts";
import { useFailureText } from "./failure-text.ts";

type InWords = (error: unknown) => string | null | undefined;

export type Task = {
  isBusy: boolean;
  /** What went wrong last, in a sentence. */
  failure: string | null;
  setFailure: (failure: string | null) => void;
  /** @param inWords how an error is said here; null: it is said elsewhere, e.g. at its field; undefined: as usual */
  run: (work: () => Promise<unknown>, inWords?: InWords) => Promise<void>;
};

/** One thing to do at a time: a button that is busy meanwhile, and a sentence where it fails. */
export function useTask(): Task {
  const failureText = useFailureText();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function run(work: () => Promise<unknown>, inWords?: InWords): Promise<void> {
    setIsBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      const said = inWords?.(error);
      setFailure(said === undefined ? failureText(error) : said);
    } finally {
      setIsBusy(false);
    }
  }

  return { isBusy, failure, setFailure, run };
}

/** What is wrong with a field is said there. @param path of the field, as the API calls it */
export function atField(path: string, say: (message: string) => void): InWords {
  return (error) => {
    const wrong = error instanceof Refused ? error.problem.errors?.find((one) => one.path === path) : undefined;
    if (!wrong) return undefined;
    say(wrong.message);
    return null;
  };
}

/** Where there is but one field, whatever is wrong is wrong with it. */
export function firstReason(error: unknown): string | undefined {
  return error instanceof Refused ? error.problem.errors?.[0]?.message : undefined;
}
