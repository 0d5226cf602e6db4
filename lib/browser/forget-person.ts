import { forgetAccount, forgetEverything } from "./account-store.ts";
import { ask } from "./api.ts";
import { lastPerson } from "./device-store.ts";
import { dropAllDrafts } from "./drafts.ts";
import { forgetHere } from "./push.ts";
import { tellWindows } from "./session.ts";
import { dropTimer } from "./work-timer.ts";

/**
 * The account is not active any more: this device keeps nothing of it.
 *
 * @param account null: of whoever was here last
 */
export async function forgetPerson(account: string | null): Promise<void> {
  const last = await lastPerson();
  const id = account ?? last?.id;
  if (id !== undefined) {
    dropTimer(id);
    await forgetAccount(id);
  }
  // What else there is belongs to whoever has signed in meanwhile, in another window.
  if (last && last.id !== id) return;
  dropAllDrafts();
  const pushes = forgetHere();
  await forgetEverything();
  // Only now, because the server says why for as long as it is asked with the old session.
  await ask("/api/session", { method: "DELETE", isAnybodys: true });
  tellWindows();
  await pushes;
}
