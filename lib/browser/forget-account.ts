import { forgetAccount } from "./account-store.ts";
import { ask } from "./api.ts";
import { forgetEverything, lastPerson } from "./device-store.ts";
import { dropAllDrafts } from "./drafts.ts";
import { forgetHere } from "./push.ts";
import { dropTimer } from "./work-timer.ts";

/** The account of whoever was here last is not active any more: this device keeps nothing of it. */
export async function forgetLastPerson(): Promise<void> {
  const pushes = forgetHere();
  const last = await lastPerson();
  dropAllDrafts();
  if (last) {
    dropTimer(last.id);
    await forgetAccount(last.id);
  }
  await forgetEverything();
  // Only now, because the server says why for as long as it is asked with the old session.
  await ask("/api/session", { method: "DELETE", isAnybodys: true });
  await pushes;
}
