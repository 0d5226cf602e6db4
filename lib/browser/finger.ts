/**
 * Whether a finger, or a mouse button, is on the screen: what arrives by itself waits until it is lifted, so that nothing
 * moves from under it.
 */
const SETTLED_MS = 300;
let isDown = false;
let liftedAt = 0;

export function feelFinger(): () => void {
  const down = () => {
    isDown = true;
  };
  const up = () => {
    isDown = false;
    liftedAt = performance.now();
  };
  window.addEventListener("pointerdown", down, true);
  for (const event of ["pointerup", "pointercancel"]) window.addEventListener(event, up, true);
  return () => {
    window.removeEventListener("pointerdown", down, true);
    for (const event of ["pointerup", "pointercancel"]) window.removeEventListener(event, up, true);
  };
}

export async function whenLifted(): Promise<void> {
  while (isDown || performance.now() - liftedAt < SETTLED_MS)
    await new Promise((resolve) => window.setTimeout(resolve, SETTLED_MS));
}
