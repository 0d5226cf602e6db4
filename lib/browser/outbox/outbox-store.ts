import type { IDBPTransaction } from "idb";
import { type DeviceSchema, device } from "../device-store.ts";
import { makeRoom } from "../old-answers.ts";
import type { ReadyFile } from "../photos.ts";
import { marksOf } from "./marks.ts";
import { isSealed, type SealedChange } from "./seal.ts";
import { laneOf, type WaitingChange } from "./waiting-change.ts";

/** The device has no room, or keeps nothing: what was to wait is not kept, and whoever did it has to be told. */
export class NoRoom extends Error {
  override name = "NoRoom";
}

/** In the order in which they were done; none while the session of their person is not on this device. */
export async function waitingOf(account: string): Promise<WaitingChange[]> {
  const transaction = (await device())?.transaction(["outbox", "people"]);
  const last = await transaction?.objectStore("people").get("last");
  if (!transaction || last?.session?.account.id !== account) return [];
  const all = await transaction.objectStore("outbox").getAll();
  return all.filter((row): row is WaitingChange => row.account === account && !isSealed(row));
}

/**
 * Keeps what is to happen.
 *
 * @throws NoRoom
 */
export function keepWaiting(change: Omit<WaitingChange, "id">): Promise<WaitingChange> {
  return keepOnce(change, () => false);
}

/** @param own all that waits of this person, the oldest first */
type IsSame = (known: WaitingChange, own: readonly WaitingChange[]) => boolean;

/**
 * Keeps what is to happen once: where the same waits, that is it, and what was refused of it makes way for the new try.
 *
 * @throws NoRoom
 */
export async function keepOnce(change: Omit<WaitingChange, "id">, isSame: IsSame): Promise<WaitingChange> {
  try {
    return await add(change, isSame).catch(async (error: unknown) => {
      if (!isOfRoom(error)) throw error;
      await makeRoom(change.account);
      return add(change, isSame);
    });
  } catch (error) {
    throw new NoRoom("outbox", { cause: error });
  }
}

function isOfRoom(error: unknown): boolean {
  return error instanceof DOMException && error.name === "QuotaExceededError";
}

/** One transaction, so that of two taps the second finds what the first has kept. */
async function add(change: Omit<WaitingChange, "id">, isSame: IsSame): Promise<WaitingChange> {
  const transaction = (await device())?.transaction(["outbox", "people", "device"], "readwrite");
  const last = await transaction?.objectStore("people").get("last");
  // Whoever has gone meanwhile, in another window, would leave something behind that is not sealed.
  if (!transaction || last?.session?.account.id !== change.account) throw new NoRoom();
  // Where it fails the steps say so; this would say it once more, to nobody.
  transaction.done.catch(() => {});
  const outbox = transaction.objectStore("outbox");
  const own = (await outbox.getAll()).filter(
    (row): row is WaitingChange => !isSealed(row) && row.account === change.account,
  );
  const same = own.filter((row) => isSame(row, own));
  const waiting = same.find(({ problem }) => problem === null);
  if (waiting) return waiting;
  for (const refused of same) void outbox.delete(refused.id);
  // It may have been given its number while this was typed, or a photo was shrunk.
  const number = await transaction.objectStore("device").get(`number ${change.number}`);
  const placed = number === undefined ? change : renumbered(change, number);
  // A clock that is set back does not change what came first.
  const before = own.filter((row) => row.number === placed.number && row.problem === null);
  const madeAt = [placed, ...before].map((row) => row.madeAt).reduce((one, other) => (one > other ? one : other));
  const kept = { ...placed, madeAt };
  // The store gives it its id.
  const id = await outbox.add(kept as WaitingChange);
  await transaction.done;
  return { ...kept, id };
}

function renumbered<Change extends Omit<WaitingChange, "id">>(change: Change, number: number): Change {
  const path = change.path.replace(`/interventions/${change.number}/`, `/interventions/${number}/`);
  return { ...change, number, path: path.replace(/\/-\d+$/, `/${number}`) };
}

/**
 * What is not there any more is not put back. What was tried of it before counts no more.
 *
 * @returns whether it was there
 * @throws NoRoom
 */
export async function changeWaiting(id: number, changes: Partial<WaitingChange>): Promise<boolean> {
  try {
    return await rewrite(id, (known) => ({ ...known, ...changes }));
  } catch (error) {
    throw new NoRoom("outbox", { cause: error });
  }
}

/**
 * From now on the server may have it.
 *
 * @returns as it is now; null when it was given up meanwhile
 */
export async function beginSending(id: number): Promise<WaitingChange | null> {
  const database = await device();
  const transaction = database?.transaction(["outbox", "device"], "readwrite");
  if (!transaction) return null;
  try {
    const known = await transaction.objectStore("outbox").get(id);
    if (!known || isSealed(known)) return null;
    await transaction.objectStore("device").put(1, `tried ${id}`);
    await transaction.done;
    return known;
  } catch (error) {
    transaction.done.catch(() => {});
    if (!isOfRoom(error)) throw error;
    // A full device sends all the more: what is sent makes room.
    const known = await database?.get("outbox", id);
    return known && !isSealed(known) ? known : null;
  }
}

/** What was kept as it was chosen can be sent now, wherever that is by now. */
export async function keepReady(id: number, { bytes, ...known }: ReadyFile): Promise<void> {
  await rewrite(id, (raw) => {
    if (raw.doing.kind !== "file") return raw;
    const doing = { kind: "file", file: { id: raw.doing.file.id, size: bytes.size, ...known } } as const;
    const path = `${raw.path}?name=${encodeURIComponent(known.name)}`;
    return { ...raw, doing, path, file: bytes, isRaw: false };
  });
}

async function rewrite(id: number, change: (known: WaitingChange) => WaitingChange): Promise<boolean> {
  const transaction = (await device())?.transaction(["outbox", "device"], "readwrite");
  const known = await transaction?.objectStore("outbox").get(id);
  if (!transaction || !known || isSealed(known)) return false;
  transaction.done.catch(() => {});
  await transaction.objectStore("outbox").put(change(known));
  for (const mark of marksOf(id)) void transaction.objectStore("device").delete(mark);
  await transaction.done;
  return true;
}

/** All of them, or none. */
export async function dropWaiting(ids: readonly number[]): Promise<void> {
  const transaction = (await device())?.transaction(["outbox", "device"], "readwrite");
  if (!transaction) return;
  for (const id of ids) drop(transaction, id);
  await transaction.done;
}

/**
 * All that are meant, unless the server may have one of them.
 *
 * @param isMeant asked for each that waits of this person
 * @param fromFirst only where the oldest of them is the first that the server would hear of it
 * @returns what has gone, the oldest first; none: nothing was meant, or it may be at the server
 */
export async function dropUntried(
  account: string,
  isMeant: (change: WaitingChange) => boolean,
  { fromFirst = false } = {},
): Promise<WaitingChange[]> {
  const transaction = (await device())?.transaction(["outbox", "device"], "readwrite");
  if (!transaction) return [];
  const rows = await transaction.objectStore("outbox").getAll();
  const meant = rows.filter((row): row is WaitingChange => row.account === account && !isSealed(row) && isMeant(row));
  const tries = await Promise.all(meant.map(({ id }) => transaction.objectStore("device").get(`tried ${id}`)));
  const isKnown = tries.some((tried) => tried !== undefined) || (fromFirst && !meant[0]?.isFirst);
  const dropped = isKnown ? [] : meant;
  for (const { id } of dropped) drop(transaction, id);
  await transaction.done;
  return dropped;
}

type Dropping = IDBPTransaction<DeviceSchema, ("outbox" | "device")[], "readwrite">;

function drop(transaction: Dropping, id: number): void {
  void transaction.objectStore("outbox").delete(id);
  for (const mark of marksOf(id)) void transaction.objectStore("device").delete(mark);
}

/**
 * An entry that the server never had is taken back here.
 *
 * @param removal of it
 * @returns whether nothing of it is left to be sent
 */
export async function dropUnsentEntry(removal: Pick<WaitingChange, "account" | "path" | "doing" | "number">) {
  const lane = laneOf(removal);
  const isOfIt = (change: WaitingChange) => laneOf(change) === lane;
  return (await dropUntried(removal.account, isOfIt, { fromFirst: true })).length > 0;
}

/**
 * Only while the session of its person is here, under the number that its intervention has by now.
 *
 * @param changes of one person
 * @returns whether they are back
 */
export async function putBackWaiting(changes: readonly WaitingChange[]): Promise<boolean> {
  const transaction = (await device())?.transaction(["outbox", "people", "device"], "readwrite");
  if (!transaction) return false;
  const last = await transaction.objectStore("people").get("last");
  const isHere = last?.session?.account.id === changes[0]?.account;
  for (const change of isHere ? changes : []) {
    const number = await transaction.objectStore("device").get(`number ${change.number}`);
    void transaction.objectStore("outbox").put(number === undefined ? change : renumbered(change, number));
  }
  await transaction.done;
  return isHere;
}

/**
 * The server has given a number to what only this device knew: all that waits for it is sent there, and so is what is
 * still to come under the old one.
 */
export async function renumberWaiting(account: string, local: number, number: number): Promise<void> {
  const transaction = (await device())?.transaction(["outbox", "device"], "readwrite");
  if (!transaction) return;
  void transaction.objectStore("device").put(number, `number ${local}`);
  for await (const cursor of transaction.objectStore("outbox")) {
    const { value } = cursor;
    if (!isSealed(value) && value.account === account && value.number === local)
      void cursor.update(renumbered(value, number));
  }
  await transaction.done;
}

/** The number of what was created here; undefined as long as it has none. */
export async function numberOf(local: number): Promise<number | undefined> {
  return (await device())?.get("device", `number ${local}`);
}

/** Whose waiting changes are still to be sealed, because they have gone. */
export async function leavingAccounts(): Promise<string[]> {
  return (await (await device())?.getAllKeys("leaving")) ?? [];
}

/** Null when their session is here, or nothing open is left: in that same step their key goes. */
export async function nextToSeal(account: string): Promise<{ change: WaitingChange; key: string } | null> {
  const transaction = (await device())?.transaction(["outbox", "people", "leaving"], "readwrite");
  if (!transaction) return null;
  const last = await transaction.objectStore("people").get("last");
  const key = await transaction.objectStore("leaving").get(account);
  const rows = last?.session?.account.id === account ? [] : await transaction.objectStore("outbox").getAll();
  const change = rows.find((row): row is WaitingChange => row.account === account && !isSealed(row));
  if (!change) void transaction.objectStore("leaving").delete(account);
  await transaction.done;
  return key !== undefined && change ? { change, key } : null;
}

/** Not when the person is back, and not in place of what has changed since it was read. */
export async function putSealed(read: WaitingChange, sealed: SealedChange): Promise<void> {
  const transaction = (await device())?.transaction(["outbox", "people"], "readwrite");
  const last = await transaction?.objectStore("people").get("last");
  const known = await transaction?.objectStore("outbox").get(sealed.id);
  const isHere = last?.session?.account.id === sealed.account;
  if (!isHere && known && JSON.stringify(known) === JSON.stringify(read))
    void transaction?.objectStore("outbox").put(sealed);
  await transaction?.done;
}

export async function sealedOf(account: string): Promise<SealedChange[]> {
  const all = (await (await device())?.getAll("outbox")) ?? [];
  return all.filter((row): row is SealedChange => row.account === account && isSealed(row));
}

/** @param instant in milliseconds since 1970 */
export async function dropSealedBefore(instant: number): Promise<void> {
  const transaction = (await device())?.transaction("outbox", "readwrite");
  if (!transaction) return;
  for await (const cursor of transaction.store)
    if (isSealed(cursor.value) && cursor.value.sealedAt < instant) void cursor.delete();
  await transaction.done;
}

/** −1, −2 …: what this device calls an intervention until the server has given it a number. */
export async function nextLocalNumber(): Promise<number> {
  const transaction = (await device())?.transaction("device", "readwrite");
  // A device that keeps nothing does not keep this either, and needs it for a moment only.
  if (!transaction) return -Date.now();
  const number = ((await transaction.store.get("last_local_number")) ?? 0) - 1;
  try {
    await transaction.store.put(number, "last_local_number");
    await transaction.done;
  } catch (error) {
    transaction.done.catch(() => {});
    if (!isOfRoom(error)) throw error;
    return -Date.now();
  }
  return number;
}
