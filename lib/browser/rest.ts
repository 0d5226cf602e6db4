import { dropOldAnswers } from "./old-answers.ts";
import { syncPush } from "./push.ts";

/** What a start has to do when everything that the person waits for is there. */
export async function doTheRest(account: string): Promise<void> {
  // What the device refuses to drop now is dropped at the next start.
  dropOldAnswers(Date.now()).catch(() => {});
  // Without a network, or a push service, the next start tries again; the person's own screen says how it stands.
  await syncPush(account).catch(() => {});
}
