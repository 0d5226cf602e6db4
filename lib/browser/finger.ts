/**
 * Whether a finger, or a mouse button, is on the screen: what arrives by itself waits until it is lifted, so that nothing
 * moves from under it.
 */
const SETTLED_MS = 300;
/** A long press ends in a menu, and a window that is left hears of no finger. */
const lifting = ["pointerup", "pointercancel", "contextmenu", "blur"];
let isDown = false;
let liftedAt = 0;

export function feelFinger(): () => void {
  // Another button opens a menu, and is lifted on that, where nobody hears of it.
  const down = ({ isPrimary, button }: PointerEvent) => {
    if (isPrimary && button === 0) isDown = true;
  };
  const up = () => {
    isDown = false;
    liftedAt = performance.now();
  };
  window.addEventListener("pointerdown", down, true);
  for (const event of lifting) window.addEventListener(event, up, true);
  return () => {
    window.removeEventListener("pointerdown", down, true);
    for (const event of lifting) window.removeEventListener(event, up, true);
  };
}

export async function whenLifted(): Promise<void> {
  while (isDown || performance.now() - liftedAt < SETTLED_MS)
    await new Promise((resolve) => window.setTimeout(resolve, SETTLED_MS));
}
