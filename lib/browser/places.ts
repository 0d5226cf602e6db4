import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

/**
 * How far the parts of the window were scrolled at each step of the history: a new screen begins at its top, and going
 * back finds the place. The browser itself knows of the document alone, and not when a screen of ours is drawn.
 */
const places = new Map<string, Map<string, number>>();
/** What scrolls now, by its name. */
const panes = new Map<string, Element>();
const RESTORE_WITHIN_MS = 3_000;

let here = { id: "", isReturn: false };
let isArriving = false;

/** Before anything of another screen is drawn. */
export function leavePlace(): void {
  places.set(here.id, new Map([...panes].map(([name, pane]) => [name, pane.scrollTop])));
}

/** @param isReturn by going back or forward in the history */
export function arriveAt(id: string, isReturn: boolean): void {
  here = { id, isReturn };
  isArriving = true;
}

/** The step of the history is another one, the screen is the same. */
export function stayAt(id: string): void {
  here = { ...here, id };
}

/**
 * The heading of a screen, for the focus: whoever uses a keyboard or a screen reader is on the new screen, too. A field
 * that the screen itself has chosen keeps it.
 *
 * @param isBeside it stands beside the screen that one goes to, as a list beside its card
 */
export function useHeading(path: string | undefined, isBeside = false): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each path one may have arrived
  useEffect(() => {
    if (isBeside || !isArriving) return;
    isArriving = false;
    const isWriting = document.activeElement?.matches("input, textarea, select");
    if (!isWriting) heading.current?.focus({ preventScroll: true });
  }, [path, isBeside]);
  return heading;
}

/**
 * A part of the window that scrolls.
 *
 * @param pane null: the document
 * @param shows what is in it: where that is another, it begins at its top, or where it was left
 */
export function usePane(name: string, pane: RefObject<Element | null> | null, shows: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: it begins anew when it shows another
  useLayoutEffect(() => {
    const element = pane ? pane.current : document.scrollingElement;
    if (!element) return;
    panes.set(name, element);
    const stop = scrollTo(element, (here.isReturn && places.get(here.id)?.get(name)) || 0);
    return () => {
      stop();
      panes.delete(name);
    };
  }, [name, pane, shows]);
}

/** What is to be seen there may be on its way: until it has come, or the person scrolls, it is tried again. */
function scrollTo(pane: Element, top: number): () => void {
  const until = performance.now() + RESTORE_WITHIN_MS;
  const signs = ["wheel", "touchstart", "pointerdown", "keydown"];
  let frame = 0;
  function stop(): void {
    window.cancelAnimationFrame(frame);
    for (const sign of signs) window.removeEventListener(sign, stop, true);
  }
  function scroll(): void {
    pane.scrollTop = top;
    if (pane.scrollTop >= top - 1 || performance.now() > until) stop();
    else frame = window.requestAnimationFrame(scroll);
  }
  for (const sign of signs) window.addEventListener(sign, stop, { capture: true, passive: true });
  scroll();
  return stop;
}
