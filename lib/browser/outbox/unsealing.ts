import { keptSession } from "../device-store.ts";
import { putBackWaiting, sealedOf } from "./outbox-store.ts";
import { unseal } from "./seal.ts";

/**
 * Opens what waited sealed for whoever is back, in its place. What their key does not open stays as it is.
 *
 * @returns whether anything was opened
 */
export async function openSealed(account: string): Promise<boolean> {
  const session = await keptSession();
  if (session?.account.id !== account) return false;
  let hasOpened = false;
  for (const sealed of await sealedOf(account)) {
    const change = await unseal(sealed, session.device_key);
    if (change) hasOpened = (await putBackWaiting([change])) || hasOpened;
  }
  return hasOpened;
}
