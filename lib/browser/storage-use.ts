/** What this app takes of the device, in bytes, and whether the browser has promised not to throw it away for others. */
export type StorageUse = { used: number; available: number; isPromised: boolean };

/** Null where the browser tells nothing. */
export async function storageUse(): Promise<StorageUse | null> {
  if (!navigator.storage?.estimate) return null;
  const { usage = 0, quota = 0 } = await navigator.storage.estimate();
  return { used: usage, available: quota, isPromised: (await navigator.storage.persisted?.()) ?? false };
}

/**
 * Asks the browser to keep everything, whatever else needs room. Some decide by themselves how much the app is used, some
 * ask the person.
 *
 * @returns whether it promises
 */
export async function askToKeep(): Promise<boolean> {
  return (await navigator.storage?.persist?.().catch(() => false)) ?? false;
}
