import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import type { Session } from "../domain/session/session.ts";
import type { SealedChange } from "./outbox/seal.ts";
import type { WaitingChange } from "./outbox/waiting-change.ts";

/**
 * What this device keeps, for the pages and the service worker alike. Answers belong to the person who asked for them.
 */
export interface DeviceSchema extends DBSchema {
  answers: { key: [account: string, path: string]; value: KeptAnswer };
  /** One row, under "last". */
  people: { key: string; value: LastPerson };
  /**
   * What waits to be sent, in the order in which it was done: as it is while its person's session is here, and sealed when
   * that has gone (outbox/sealing.ts).
   */
  outbox: { key: number; value: WaitingChange | SealedChange };
  /** By account: the key of whoever has gone, and of whom something is still to be sealed. */
  leaving: { key: string; value: string };
  /** What the device knows of itself, and of changes in the outbox beside them (outbox/marks.ts). */
  device: { key: "clock_ahead_ms" | "last_local_number" | `number ${number}` | Mark; value: number };
}

/** By the id of a change in the outbox. */
export type Mark = `tried ${number}` | `attempts ${number}`;

export type KeptAnswer = { body: unknown; at: number };

/** Who was signed in here last, and the session unless it has ended: the answers are theirs until somebody else comes. */
type LastPerson = { id: string; session: Session | null };

const name = "campanella";
let opened: Promise<IDBPDatabase<DeviceSchema> | null> | undefined;

/** Null where the browser gives no storage (some private windows): then nothing is kept, and everything else works. */
export function device(): Promise<IDBPDatabase<DeviceSchema> | null> {
  opened ??= openDB<DeviceSchema>(name, 3, {
    upgrade(database, from) {
      if (from < 1) {
        database.createObjectStore("answers");
        database.createObjectStore("people");
      }
      if (from < 2) {
        database.createObjectStore("outbox", { keyPath: "id", autoIncrement: true });
        database.createObjectStore("device");
      }
      if (from < 3) database.createObjectStore("leaving");
    },
    // A newer version of the app, in another window or in the service worker, wants another shape.
    blocking() {
      void opened?.then((database) => database?.close());
      opened = undefined;
    },
    terminated() {
      opened = undefined;
    },
  }).catch(() => {
    opened = undefined;
    return null;
  });
  return opened;
}

export async function lastPerson(): Promise<LastPerson | null> {
  return (await (await device())?.get("people", "last")) ?? null;
}

/** Null also when it has ended. */
export async function keptSession(): Promise<Session | null> {
  return (await lastPerson())?.session ?? null;
}

/** Whoever else was signed in here before leaves nothing behind that could be read. */
export async function keepSession(session: Session): Promise<void> {
  const { id } = session.account;
  await changePerson((transaction, before) => {
    if (before && before.id !== id) void transaction.objectStore("answers").clear();
    void transaction.objectStore("people").put({ id, session }, "last");
  });
}

/**
 * Nobody enters by it any more, not even without a network; the same person finds the answers again.
 *
 * @param account whose it is, and not of whoever has signed in meanwhile in another window; null: of whoever was here last
 */
export async function forgetSession(account: string | null): Promise<void> {
  await changePerson((transaction, before) => {
    if (before && before.id === (account ?? before.id))
      void transaction.objectStore("people").put({ ...before, session: null }, "last");
  });
}

const personal = ["answers", "people", "leaving"] as const;
type PersonalTransaction = IDBPTransaction<DeviceSchema, typeof personal, "readwrite">;

/**
 * Who is here changes in one step. In the same step the key of whoever was here goes to where sealing finds it
 * (outbox/sealing.ts), so that what waits is never without one.
 */
export async function changePerson(
  change: (transaction: PersonalTransaction, before: LastPerson | undefined) => void,
): Promise<void> {
  const transaction = (await device())?.transaction(personal, "readwrite");
  if (!transaction) return;
  const before = await transaction.objectStore("people").get("last");
  change(transaction, before);
  const after = await transaction.objectStore("people").get("last");
  if (before?.session && after?.session?.account.id !== before.id)
    void transaction.objectStore("leaving").put(before.session.device_key, before.id);
  await transaction.done;
}

export async function keptAnswer(account: string, path: string): Promise<KeptAnswer | null> {
  return (await (await device())?.get("answers", [account, path])) ?? null;
}

/** Of all paths below one. */
export async function keptBelow(account: string, path: string): Promise<[path: string, body: unknown][]> {
  const transaction = (await device())?.transaction("answers");
  if (!transaction) return [];
  const range = rangeBelow(account, path);
  const [keys, values] = await Promise.all([transaction.store.getAllKeys(range), transaction.store.getAll(range)]);
  return keys.map(([, below], index) => [below, values[index]?.body]);
}

/** @param at when the server said so, in milliseconds since 1970 */
export async function keepAnswers(account: string, bodies: [path: string, body: unknown][], at: number): Promise<void> {
  const transaction = (await device())?.transaction("answers", "readwrite");
  for (const [path, body] of bodies) void transaction?.store.put({ body, at }, [account, path]);
  await transaction?.done;
}

/** How much waits to be sent, of whomever: done here, or on a notification while no window was open. */
export async function countWaiting(): Promise<number> {
  return (await (await device())?.count("outbox")) ?? 0;
}

/** The path and whatever lies below it. */
export async function forgetAnswers(account: string, path: string): Promise<void> {
  const database = await device();
  const below = rangeBelow(account, path);
  await Promise.all([database?.delete("answers", [account, path]), database?.delete("answers", below)]);
}

function rangeBelow(account: string, path: string): IDBKeyRange {
  // "0" comes after "/".
  return IDBKeyRange.bound([account, `${path}/`], [account, `${path}0`], false, true);
}
