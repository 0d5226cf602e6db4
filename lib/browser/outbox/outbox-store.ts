import { device, dropOldAnswers } from "../device-store.ts";
import type { WaitingChange } from "./waiting-change.ts";

/** The device has no room, or keeps nothing: what was to wait is not kept, and whoever did it has to be told. */
export class NoRoom extends Error {
  override name = "NoRoom";
}

/** In the order in which they were done. */
export async function waitingOf(account: string): Promise<WaitingChange[]> {
  const all = (await (await device())?.getAll("outbox")) ?? [];
  return all.filter((change) => change.account === account);
}

/** @throws NoRoom */
export async function keepWaiting(change: Omit<WaitingChange, "id">): Promise<WaitingChange> {
  const database = await device();
  if (!database) throw new NoRoom();
  // The store gives it its id.
  const add = () => database.add("outbox", change as WaitingChange);
  try {
    return { ...change, id: await add().catch(() => makeRoom().then(add)) };
  } catch (error) {
    throw new NoRoom("outbox", { cause: error });
  }
}

/** What somebody has done is worth more than what can be asked for again. */
function makeRoom(): Promise<void> {
  return dropOldAnswers(Date.now(), FEW_ANSWERS);
}

const FEW_ANSWERS = 100;

/**
 * Keeps what is to happen once: where the same waits, that is it, and what was refused of it makes way for the new try.
 *
 * @throws NoRoom
 */
export async function keepOnce(
  change: Omit<WaitingChange, "id">,
  isSame: (known: WaitingChange) => boolean,
): Promise<WaitingChange> {
  const database = await device();
  if (!database) throw new NoRoom();
  try {
    // One transaction, so that of two taps the second finds what the first has kept.
    const { store, done } = database.transaction("outbox", "readwrite");
    const same = (await store.getAll()).filter(isSame);
    const waiting = same.find(({ problem }) => problem === null);
    if (waiting) return waiting;
    for (const refused of same) await store.delete(refused.id);
    const [id] = await Promise.all([store.add(change as WaitingChange), done]);
    return { ...change, id };
  } catch (error) {
    throw new NoRoom("outbox", { cause: error });
  }
}

/** What is not there any more is not put back. */
export async function changeWaiting(id: number, changes: Partial<WaitingChange>): Promise<void> {
  const transaction = (await device())?.transaction("outbox", "readwrite");
  const known = await transaction?.store.get(id);
  if (known) void transaction?.store.put({ ...known, ...changes });
  await transaction?.done;
}

export async function dropWaiting(id: number): Promise<void> {
  await (await device())?.delete("outbox", id);
}

/** The server has given a number to what only this device knew: all that waits for it is sent there. */
export async function renumberWaiting(account: string, local: number, number: number): Promise<void> {
  const transaction = (await device())?.transaction("outbox", "readwrite");
  if (!transaction) return;
  for await (const cursor of transaction.store) {
    const { value } = cursor;
    if (value.account !== account || value.number !== local) continue;
    const path = value.path.replace(`/interventions/${local}/`, `/interventions/${number}/`);
    void cursor.update({ ...value, number, path: path.replace(/\/-\d+$/, `/${number}`) });
  }
  await transaction.done;
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
