import { type DeviceSchema, device, keptAnswer } from "./device-store.ts";
import { copyPath, type KeptCopy } from "./offline/copy-here.ts";

/** What nobody has asked for since is of no use any more: by then a week's work is long done. */
const KEPT_MS = 14 * 24 * 60 * 60 * 1000;
const MOST_KEPT = 4_000;
/** Where there is no room, and no copy of one's work that would have to stay. */
const FEW_KEPT = 100;

/**
 * Drops what is old, and the oldest of what is too much.
 *
 * @param now in milliseconds since 1970
 * @param most so many answers stay
 */
export async function dropOldAnswers(now: number, most = MOST_KEPT): Promise<void> {
  await drop((at, index) => index >= most || now - at > KEPT_MS);
}

/** What somebody has done is worth more than what they have only looked at. Their work of these days stays. */
export async function makeRoom(account: string): Promise<void> {
  const copy = (await keptAnswer(account, copyPath))?.body as KeptCopy | undefined;
  await drop((at, index) => (copy ? at < copy.writtenAt : index >= FEW_KEPT));
}

/** @param isOld asked from the newest on */
async function drop(isOld: (at: number, index: number) => boolean): Promise<void> {
  const transaction = (await device())?.transaction("answers", "readwrite");
  if (!transaction) return;
  const kept: { key: DeviceSchema["answers"]["key"]; at: number }[] = [];
  for await (const { key, value } of transaction.store) kept.push({ key, at: value.at });
  kept.sort((one, other) => other.at - one.at);
  for (const [index, { key, at }] of kept.entries()) if (isOld(at, index)) void transaction.store.delete(key);
  await transaction.done;
}
