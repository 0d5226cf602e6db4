import { device, type Mark } from "../device-store.ts";

/**
 * What is to be remembered of a change without writing it anew: a photo of many megabytes would be, on a device that may
 * be full, and Safari loses the bytes of a Blob that was read before. Where it cannot be written the change goes on all
 * the same.
 */

/** `tried`: it was on its way, and the server may have it. `attempts`: how often its file was begun to be got ready. */
export function marksOf(id: number): Mark[] {
  return [`tried ${id}`, `attempts ${id}`];
}

/** @returns how often before */
export async function countAttempt(id: number): Promise<number> {
  const before = (await (await device())?.get("device", `attempts ${id}`)) ?? 0;
  await (await device())?.put("device", before + 1, `attempts ${id}`).catch(() => {});
  return before;
}

/** The server cannot have it: there was no network at all. */
export async function forgetTry(id: number): Promise<void> {
  await (await device())?.delete("device", `tried ${id}`).catch(() => {});
}
