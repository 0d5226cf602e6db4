import { type DeviceSchema, device } from "./device-store.ts";

/** What nobody has asked for since is of no use any more: by then a week's work is long done. */
const KEPT_MS = 14 * 24 * 60 * 60 * 1000;
const MOST_KEPT = 4_000;

/**
 * Drops what is old, and the oldest of what is too much.
 *
 * @param now in milliseconds since 1970
 * @param most so many answers stay
 */
export async function dropOldAnswers(now: number, most = MOST_KEPT): Promise<void> {
  const transaction = (await device())?.transaction("answers", "readwrite");
  if (!transaction) return;
  const kept: { key: DeviceSchema["answers"]["key"]; at: number }[] = [];
  for await (const { key, value } of transaction.store) kept.push({ key, at: value.at });
  kept.sort((one, other) => other.at - one.at);
  for (const [index, { key, at }] of kept.entries())
    if (index >= most || now - at > KEPT_MS) void transaction.store.delete(key);
  await transaction.done;
}
