import { useMemo, useSyncExternalStore } from "react";
import { arriveAt, leavePlace, stayAt } from "./places.ts";

/**
 * Where the person is. All screens live in one page that the device keeps, so going from one to the next asks the
 * server for data only, and works without it.
 */
export type Location = { path: string; query: URLSearchParams };

type Entry = {
  /** How many steps of ours lie behind this one: whether "back" stays in the app. */
  depth: number;
  /** Which cover lies over the screen here. */
  cover?: number;
  /** Under which the place on the screen is remembered (places.ts). */
  place?: string;
};

type Cover = { id: number; uncover: () => void };

const listeners = new Set<() => void>();
/** What lies over the screen now, the lowest first. */
let covers: Cover[] = [];
let lastCover = 0;
/** What is to be done when the browser has gone back, for which it takes its time; null while it is not on its way. */
let waiting: (() => void)[] | null = null;
/** Of the screen that is drawn; the address may be another one already. */
let drawnPath = "";

/** Null while the server draws and until the page has come to life. */
export function useLocation(): Location | null {
  const href = useSyncExternalStore(subscribe, currentHref, () => null);
  return useMemo(() => {
    if (href === null) return null;
    const { pathname, searchParams } = new URL(href, "https://app.invalid");
    return { path: pathname, query: searchParams };
  }, [href]);
}

/** @param isReplacing when the screen that is left should not be found by going back */
export function go(href: string, { isReplacing = false } = {}): void {
  whenThere(() => {
    const { depth, cover } = entryHere();
    if (isReplacing && cover !== undefined) {
      stepBack();
      go(href, { isReplacing });
    } else {
      // The new screen takes the place of what covered the old one.
      const isInPlace = isReplacing || cover !== undefined;
      enter({ depth: depth + (isInPlace ? 0 : 1), place: crypto.randomUUID() }, href, isInPlace);
      see({ isReturn: false });
    }
  });
}

/** To the screen before this one; at the first one of a visit, to the given place instead of out of the app. */
export function back(otherwise: string): void {
  whenThere(() => {
    const { depth, cover } = entryHere();
    if (cover !== undefined) {
      stepBack();
      back(otherwise);
    } else if (depth > 0) window.history.back();
    else go(otherwise, { isReplacing: true });
  });
}

/**
 * Something lies over the screen, a sheet for instance, and "back" takes it away before it leaves the screen.
 *
 * @param uncover called when the person has gone back
 * @returns to be called when it is gone, however that came: it leaves no step in the history
 */
export function coverScreen(uncover: () => void): () => void {
  const own: Cover = { id: ++lastCover, uncover };
  covers.push(own);
  whenThere(() => {
    const { depth, place } = entryHere();
    if (covers.includes(own)) enter({ depth: depth + 1, cover: own.id, place });
  });
  return () => {
    covers = covers.filter((cover) => cover !== own);
    whenThere(() => entryHere().cover === own.id && stepBack());
  };
}

/** Whether a sheet, or the like, lies over the screen. */
export function isCovered(): boolean {
  return covers.length > 0;
}

/** Our own paths only: a link from outside must not lead anywhere else (`//host`, `/\host`, another scheme). */
export function ownPath(wanted: string | null): string | null {
  if (!wanted?.startsWith("/")) return null;
  const { origin, pathname, search, hash } = new URL(wanted, "https://app.invalid");
  return origin === "https://app.invalid" && !pathname.startsWith("//") ? `${pathname}${search}${hash}` : null;
}

function entryHere(): Entry {
  return (window.history.state as { campanella?: Entry } | null)?.campanella ?? { depth: 0 };
}

function enter(entry: Entry, href = window.location.href, isReplacing = false): void {
  const state = { ...window.history.state, campanella: entry };
  if (isReplacing) window.history.replaceState(state, "", href);
  else window.history.pushState(state, "", href);
}

function stepBack(): void {
  waiting ??= [];
  window.history.back();
}

function whenThere(run: () => void): void {
  if (waiting) waiting.push(run);
  else run();
}

function arrive(): void {
  const next = waiting ?? [];
  waiting = null;
  const { cover } = entryHere();
  const kept = covers.findIndex(({ id }) => id === cover) + 1;
  const gone = covers.slice(kept);
  covers = covers.slice(0, kept);
  for (const { uncover } of gone.reverse()) uncover();
  if (cover !== undefined && kept === 0) stepBack();
  for (const run of next) whenThere(run);
  see({ isReturn: true });
}

function see({ isReturn }: { isReturn: boolean }): void {
  const { place = "" } = entryHere();
  if (window.location.pathname === drawnPath) stayAt(place);
  else {
    leavePlace();
    arriveAt(place, isReturn);
  }
  drawnPath = window.location.pathname;
  tellAll();
}

function currentHref(): string {
  return `${window.location.pathname}${window.location.search}`;
}

function tellAll(): void {
  for (const listener of [...listeners]) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    window.addEventListener("popstate", arrive);
    window.history.scrollRestoration = "manual";
    drawnPath = window.location.pathname;
    stayAt(entryHere().place ?? "");
    // Reloaded, the page has nothing over it any more.
    if (entryHere().cover !== undefined && covers.length === 0) stepBack();
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener("popstate", arrive);
  };
}
