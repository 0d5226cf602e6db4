import { device, forgetAnswers } from "../device-store.ts";
import { copyPath } from "../offline/copy-here.ts";
import { dropOldAnswers } from "../old-answers.ts";
import { isSealed, type SealedChange } from "./seal.ts";
import type { WaitingChange } from "./waiting-change.ts";

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

/** @throws NoRoom */
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
    return await add(change, isSame).catch(() => makeRoom(change.account).then(() => add(change, isSame)));
  } catch (error) {
    throw new NoRoom("outbox", { cause: error });
  }
}

const FEW_ANSWERS = 100;

/** What somebody has done is worth more than what can be asked for again. The copy of their work is: it is not whole now. */
async function makeRoom(account: string): Promise<void> {
  await dropOldAnswers(Date.now(), FEW_ANSWERS);
  await forgetAnswers(account, copyPath);
}

/** One transaction, so that of two taps the second finds what the first has kept. */
async function add(change: Omit<WaitingChange, "id">, isSame: IsSame): Promise<WaitingChange> {
  const transaction = (await device())?.transaction(["outbox", "people", "device"], "readwrite");
  const last = await transaction?.objectStore("people").get("last");
  // Whoever has gone meanwhile, in another window, would leave something behind that is not sealed.
  if (!transaction || last?.session?.account.id !== change.account) throw new NoRoom();
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
  const madeAt = [placed.madeAt, ...own.map((row) => row.madeAt)].reduce((one, other) => (one > other ? one : other));
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

/** What is not there any more is not put back. */
export async function changeWaiting(id: number, changes: Partial<WaitingChange>): Promise<void> {
  const transaction = (await device())?.transaction("outbox", "readwrite");
  const known = await transaction?.store.get(id);
  if (known && !isSealed(known)) void transaction?.store.put({ ...known, ...changes });
  await transaction?.done;
}

/** All of them, or none. */
export async function dropWaiting(ids: readonly number[]): Promise<void> {
  const transaction = (await device())?.transaction("outbox", "readwrite");
  for (const id of ids) void transaction?.store.delete(id);
  await transaction?.done;
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

/** Only while the session of its person is here. @returns whether it was */
export async function putOpened(change: WaitingChange): Promise<boolean> {
  const transaction = (await device())?.transaction(["outbox", "people"], "readwrite");
  const last = await transaction?.objectStore("people").get("last");
  const isHere = last?.session?.account.id === change.account;
  if (isHere) void transaction?.objectStore("outbox").put(change);
  await transaction?.done;
  return isHere;
}

/** @param instant in milliseconds since 1970 */
export async function dropSealedBefore(instant: number): Promise<void> {
  const transaction = (await device())?.transaction("outbox", "readwrite");
  if (!transaction) return;
  for await (const cursor of transaction.store)
    if (isSealed(cursor.value) && cursor.value.sealedAt < instant) void cursor.delete();
  await transaction.done;
}

/** Of whomever: for a screen that is nobody's. */
export async function countWaiting(): Promise<number> {
  return (await (await device())?.count("outbox")) ?? 0;
}

/** −1, −2 …: what this device calls an intervention until the server has given it a number. */
export async function nextLocalNumber(): Promise<number> {
  const transaction = (await device())?.transaction("device", "readwrite");
  if (!transaction) throw new NoRoom();
  const number = ((await transaction.store.get("last_local_number")) ?? 0) - 1;
  void transaction.store.put(number, "last_local_number");
  await transaction.done;
  return number;
}
