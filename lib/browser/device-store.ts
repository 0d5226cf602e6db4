import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Session } from "../domain/session/session.ts";

/**
 * What this device keeps, for the pages and the service worker alike. Answers belong to the person who asked for them.
 */
interface DeviceSchema extends DBSchema {
  answers: { key: [account: string, path: string]; value: KeptAnswer };
  /** One row, under "session": who is signed in here. */
  people: { key: string; value: Session };
}

export type KeptAnswer = { body: unknown; at: number };

const name = "campanella";
let opened: Promise<IDBPDatabase<DeviceSchema> | null> | undefined;

/** Null where the browser gives no storage (some private windows): then nothing is kept, and everything else works. */
function device(): Promise<IDBPDatabase<DeviceSchema> | null> {
  opened ??= openDB<DeviceSchema>(name, 1, {
    upgrade(database) {
      database.createObjectStore("answers");
      database.createObjectStore("people");
    },
    terminated() {
      opened = undefined;
    },
  }).catch(() => null);
  return opened;
}

export async function keptSession(): Promise<Session | null> {
  return (await (await device())?.get("people", "session")) ?? null;
}

/** Whoever else was signed in here before leaves nothing behind. */
export async function keepSession(session: Session): Promise<void> {
  const before = await keptSession();
  if (before && before.account.id !== session.account.id) await forgetEverything();
  await (await device())?.put("people", session, "session");
}

export async function keptAnswer(account: string, path: string): Promise<KeptAnswer | null> {
  return (await (await device())?.get("answers", [account, path])) ?? null;
}

/** @param at when the server said so, in milliseconds since 1970 */
export async function keepAnswers(account: string, bodies: [path: string, body: unknown][], at: number): Promise<void> {
  const transaction = (await device())?.transaction("answers", "readwrite");
  for (const [path, body] of bodies) void transaction?.store.put({ body, at }, [account, path]);
  await transaction?.done;
}

export async function forgetEverything(): Promise<void> {
  const database = await device();
  await Promise.all([database?.clear("answers"), database?.clear("people")]);
}
