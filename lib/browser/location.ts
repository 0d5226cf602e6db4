import { useMemo, useSyncExternalStore } from "react";

/**
 * Where the person is. All screens live in one page that the device keeps, so going from one to the next asks the
 * server for data only, and works without it.
 */
export type Location = { path: string; query: URLSearchParams };

type Entry = {
  /** How many screens of ours lie behind this one: whether "back" stays in the app. */
  depth: number;
};

const listeners = new Set<() => void>();

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
  const depth = depthHere() + (isReplacing ? 0 : 1);
  const state = { ...window.history.state, campanella: { depth } satisfies Entry };
  if (isReplacing) window.history.replaceState(state, "", href);
  else window.history.pushState(state, "", href);
  for (const listener of [...listeners]) listener();
}

/** To the screen before this one; at the first one of a visit, to the given place instead of out of the app. */
export function back(otherwise: string): void {
  if (depthHere() > 0) window.history.back();
  else go(otherwise, { isReplacing: true });
}

/** Our own paths only: a link from outside must not lead anywhere else (`//host`, `/\host`, another scheme). */
export function ownPath(wanted: string | null): string | null {
  if (!wanted?.startsWith("/")) return null;
  const { origin, pathname, search, hash } = new URL(wanted, "https://app.invalid");
  return origin === "https://app.invalid" && !pathname.startsWith("//") ? `${pathname}${search}${hash}` : null;
}

function depthHere(): number {
  return (window.history.state as { campanella?: Entry } | null)?.campanella?.depth ?? 0;
}

function currentHref(): string {
  return `${window.location.pathname}${window.location.search}`;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("popstate", listener);
  };
}
