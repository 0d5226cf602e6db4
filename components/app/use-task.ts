"use client";

import { useState } from "react";
import { useFailureText } from "./failure-text.ts";

export type Task = {
  isBusy: boolean;
  /** What went wrong last, in a sentence. */
  failure: string | null;
  setFailure: (failure: string | null) => void;
  /** @param isSaidElsewhere takes errors that belong to a field, and answers whether it did */
  run: (work: () => Promise<unknown>, isSaidElsewhere?: (error: unknown) => boolean) => Promise<void>;
};

/** One thing to do at a time: a button that is busy meanwhile, and a sentence where it fails. */
export function useTask(): Task {
  const failureText = useFailureText();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function run(work: () => Promise<unknown>, isSaidElsewhere = (_: unknown) => false): Promise<void> {
    setIsBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      if (!isSaidElsewhere(error)) setFailure(failureText(error));
    } finally {
      setIsBusy(false);
    }
  }

  return { isBusy, failure, setFailure, run };
}
