import { setTimeout as sleep } from "node:timers/promises";

/**
 * Waits until something is the case, looking every few milliseconds.
 *
 * @param otherwise what there is instead, for the error's sentence
 * @throws after `timeoutMs`
 */
export async function waitUntil(
  isTrue: () => boolean | Promise<boolean>,
  timeoutMs: number,
  otherwise: () => string,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new Error(`waited ${timeoutMs} ms in vain: ${otherwise()}`);
    await sleep(5);
  }
}
