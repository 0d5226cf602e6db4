"use client";

import { useEffect } from "react";
import { onKey } from "#lib/browser/keyboard.ts";
import { go } from "#lib/browser/location.ts";

/** `j` and `k` move through the list and open the card beside it, Escape closes it. */
export function useListKeys(numbers: number[], current: number | null, suffix: string): void {
  useEffect(() => {
    const index = current === null ? -1 : numbers.indexOf(current);
    const open = (number: number | undefined) => {
      if (number === undefined) return;
      go(`/interventions/${number}${suffix}`, { isReplacing: current !== null });
      document.querySelector(`[data-job="${number}"]`)?.scrollIntoView({ block: "nearest" });
    };
    return onKey({
      j: () => open(numbers[index + 1]),
      k: () => open(numbers[Math.max(index - 1, 0)]),
      Escape: () => current !== null && go(`/interventions${suffix}`),
    });
  }, [numbers, current, suffix]);
}
