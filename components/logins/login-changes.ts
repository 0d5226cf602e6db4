import { ask } from "#lib/browser/api.ts";

/** Deactivating ends the sessions and takes the devices away; activating brings back neither. */
export async function setActive(accountId: string, isActive: boolean): Promise<void> {
  await ask(`/api/accounts/${accountId}`, { method: "PATCH", body: { is_active: isActive } });
}
