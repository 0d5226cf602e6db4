"use client";

import { useEffect } from "react";
import { onKey } from "#lib/browser/keyboard.ts";
import { go } from "#lib/browser/location.ts";

type List = {
  numbers: number[];
  current: number | null;
  suffix: string;
  hasMore: boolean;
  /** Escape ends something else first. */
  keepsCard: boolean;
  more: () => void;
};

/** `j` and `k` move through the list and open the card beside it, Escape closes it. */
export function useListKeys({ numbers, current, suffix, hasMore, keepsCard, more }: List): void {
  useEffect(() => {
    if (numbers.length === 0) return;
    const index = current === null ? -1 : numbers.indexOf(current);
    const open = (number: number | undefined) => {
      if (number === undefined) return;
      go(`/interventions/${number}${suffix}`, { isReplacing: current !== null });
    };
    return onKey({
      j: () => (index === numbers.length - 1 && hasMore ? more() : open(numbers[index + 1])),
      k: () => open(numbers[Math.max(index - 1, 0)]),
      ...(current !== null && !keepsCard && { Escape: () => go(`/interventions${suffix}`) }),
    });
  }, [numbers, current, suffix, hasMore, keepsCard, more]);
}

/** The chosen row is in view, however it came to be chosen: by a key, by a link, or when the page was loaded anew. */
export function useChosenInView(numbers: number[], current: number | null): void {
  const isListed = current !== null && numbers.includes(current);
  useEffect(() => {
    if (isListed) document.querySelector(`[data-job="${current}"]`)?.scrollIntoView({ block: "nearest" });
  }, [isListed, current]);
}
