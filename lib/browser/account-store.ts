import { changePerson, device } from "./device-store.ts";
import { marksOf } from "./outbox/marks.ts";

/** Nothing that anybody has seen stays. */
export async function forgetEverything(): Promise<void> {
  await changePerson((transaction) => {
    void transaction.objectStore("answers").clear();
    void transaction.objectStore("people").clear();
  });
}

/** Nothing that this person has seen or done stays, not even sealed; only who it was. */
export async function forgetAccount(account: string): Promise<void> {
  const transaction = (await device())?.transaction(["answers", "people", "outbox", "leaving", "device"], "readwrite");
  if (!transaction) return;
  const people = transaction.objectStore("people");
  void transaction.objectStore("answers").delete(IDBKeyRange.bound([account], [account, []]));
  void transaction.objectStore("leaving").delete(account);
  if ((await people.get("last"))?.id === account) void people.put({ id: account, session: null }, "last");
  for await (const cursor of transaction.objectStore("outbox"))
    if (cursor.value.account === account) {
      for (const mark of marksOf(cursor.value.id)) void transaction.objectStore("device").delete(mark);
      void cursor.delete();
    }
  await transaction.done;
}
