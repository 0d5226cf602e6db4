import { forgetEverything } from "./account-store.ts";
import { ask } from "./api.ts";
import { dropAllDrafts } from "./drafts.ts";
import { sealWhatIsLeft } from "./outbox/sealing.ts";
import { removeHere } from "./push.ts";
import { leave, tellWindows } from "./session.ts";

/**
 * Ends the session here and on the server, and leaves nothing of the person on the device but, sealed, what they did and
 * could not send.
 *
 * @throws Unreachable when the server could not be told: then the session goes on, and so it is shown
 */
export async function signOut(): Promise<void> {
  await removeHere();
  await ask("/api/session", { method: "DELETE" });
  // First, so that nothing that is still on its way is kept after the rest is gone.
  leave("nobody");
  dropAllDrafts();
  await forgetEverything();
  // Something may still be on its way, and nobody waits for that. What cannot be sealed now is sealed at the next start.
  sealWhatIsLeft().catch(() => {});
  tellWindows();
}
