"use client";

import { useEffect } from "react";
import { go, isCovered } from "#lib/browser/location.ts";
import { numberOf } from "#lib/browser/outbox/outbox-store.ts";
import { useIsOutboxRead } from "#lib/browser/outbox/state.ts";
import type { Intervention } from "#lib/domain/interventions/intervention.ts";

const LOOK_MS = 500;
/** By its number, the one under which a card was opened: it is the same card, and what is open on it stays open. */
const openedAs = new Map<number, number>();

export function cardKey(number: number): number {
  return openedAs.get(number) ?? number;
}

/**
 * A card of what only this device knew goes on under the number that the server has given it, as soon as nothing lies
 * over it and no camera or file dialog of it is open. What was given up leads back to the list.
 */
export function useOwnNumber(number: number, job: Intervention | undefined, listHref: string): void {
  const isRead = useIsOutboxRead();
  const made = job && job.number > 0 ? job.number : null;
  const hasLeft = isRead && job === undefined;
  useEffect(() => {
    if (number > 0 || (made === null && !hasLeft)) return;
    let isWanted = true;
    const timer = window.setInterval(() => void move(), LOOK_MS);
    async function move(): Promise<void> {
      if (isCovered() || !document.hasFocus()) return;
      window.clearInterval(timer);
      const known = made ?? (await numberOf(number));
      if (!isWanted) return;
      if (known !== undefined) openedAs.set(known, cardKey(number));
      go(known === undefined ? listHref : `/interventions/${known}`, { isReplacing: true });
    }
    return () => {
      isWanted = false;
      window.clearInterval(timer);
    };
  }, [number, made, hasLeft, listHref]);
}
